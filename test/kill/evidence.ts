import { join } from 'node:path';
import { Client } from 'pg';
import { loadConfig } from '../../src/config/load-config.ts';
import { Secrets } from '../../src/platform/secrets/secrets.ts';
import { FolderFileStore } from '../../src/platform/storage/folder-file-store.ts';
import type { AnsweredRequest } from './answered-request.ts';
import { fileProblem } from './file-problem.ts';
import type { Stand } from './stand.ts';
import { readLines } from './synced-journal.ts';

/** An entry of the access log that is a request's own. */
export interface RequestEntry {
  readonly requestId: string;
  readonly act: string;
  readonly outcome: string;
}

export interface VersionRow {
  readonly licenceId: string;
  readonly licenceState: string;
  readonly versionState: string;
  readonly caseNumber: string;
  /** Of its original file, hexadecimal; null where it has none. */
  readonly fileSha256: string | null;
}

export interface SealUseRow {
  readonly id: string;
  readonly state: 'intended' | 'completed' | 'void';
  /** How many register files carry its signature. */
  readonly files: number;
}

/** All that is left after a run: journals, register, log, store. */
export interface Evidence {
  readonly settings: ReadonlyMap<string, string>;
  readonly answers: readonly AnsweredRequest[];
  /** Ids of seal uses in the order in which their signatures were asked for. */
  readonly signatures: readonly string[];
  /** By request: what the service's own log says of a fault. */
  readonly faults: ReadonlyMap<string, string>;
  readonly entries: readonly RequestEntry[];
  readonly versions: readonly VersionRow[];
  readonly uses: readonly SealUseRow[];
  /** States of licences by events: ids of those that were ever revoked. */
  readonly revoked: readonly string[];
  readonly openRequests: number;
  /** Digests of all stored files, of the register's files, and of the orphan records, hexadecimal. */
  readonly stored: readonly string[];
  readonly owned: readonly string[];
  readonly orphans: readonly string[];
  /** By digest: what is wrong with a file that the register owns. */
  readonly fileProblems: ReadonlyMap<string, string>;
}

const SETTINGS =
  "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')";
const ENTRIES = `SELECT request_id AS "requestId", act, outcome FROM audit_entries WHERE request_id IS NOT NULL`;
const VERSIONS = `SELECT l.id AS "licenceId", l.state AS "licenceState", v.state AS "versionState",
    v.case_number AS "caseNumber", encode(f.sha256, 'hex') AS "fileSha256"
  FROM licence_versions v JOIN licences l ON l.id = v.licence_id LEFT JOIN licence_files f ON f.id = v.original_file_id`;
const USES = `SELECT u.id, u.state, count(f.file_id)::integer AS files
  FROM seal_uses u LEFT JOIN licence_file_seals f ON f.seal_use_id = u.id GROUP BY u.id`;
const REVOKED = `SELECT DISTINCT licence_id AS id FROM licence_events WHERE type = 'revoked'`;
const OPEN_REQUESTS = "SELECT count(*)::integer AS count FROM issuance_requests WHERE state = 'started'";
const OWNED = `SELECT encode(f.sha256, 'hex') AS sha256, array_agg(s.certificate_der ORDER BY o.ordinal) AS certificates
  FROM licence_files f JOIN licence_file_seals o ON o.file_id = f.id JOIN seal_uses u ON u.id = o.seal_use_id
  JOIN seals s ON s.id = u.seal_id GROUP BY f.sha256`;
const ORPHANS = `SELECT encode(sha256, 'hex') AS sha256 FROM storage_orphans`;

/** The store as the service has it, read without the service. */
export function storeOf(stand: Stand): FolderFileStore {
  const config = loadConfig(stand.environment);
  return new FolderFileStore(
    join(config.folders.data, 'files'),
    new Secrets(config).sealedBox('storage.file'),
  );
}

/** Reads journals, database and store; every file that the register owns is opened and its seals are judged. */
export async function gatherEvidence(stand: Stand): Promise<Evidence> {
  const client = new Client({ connectionString: stand.database.urls.owner });
  await client.connect();
  const rows = async <Row>(sql: string) => (await client.query(sql)).rows as Row[];
  try {
    const owned = await rows<{ sha256: string; certificates: Buffer[] }>(OWNED);
    const settings = await rows<{ name: string; setting: string }>(SETTINGS);
    return {
      settings: new Map(settings.map(({ name, setting }) => [name, setting])),
      answers: readLines(stand.answersPath).map((line) => JSON.parse(line) as AnsweredRequest),
      signatures: readLines(stand.signaturesPath),
      faults: faultsIn(readLines(stand.logPath)),
      entries: await rows(ENTRIES),
      versions: await rows(VERSIONS),
      uses: await rows(USES),
      revoked: (await rows<{ id: string }>(REVOKED)).map(({ id }) => id),
      openRequests: (await rows<{ count: number }>(OPEN_REQUESTS))[0]?.count ?? 0,
      orphans: (await rows<{ sha256: string }>(ORPHANS)).map(({ sha256 }) => sha256),
      owned: owned.map(({ sha256 }) => sha256),
      ...(await filesOf(storeOf(stand), owned)),
    };
  } finally {
    await client.end();
  }
}

/** Lines that are not JSON are those of a runtime that complains by itself. */
function faultsIn(logLines: readonly string[]): Map<string, string> {
  const faults = new Map<string, string>();
  for (const text of logLines.filter((each) => each.startsWith('{'))) {
    const line = JSON.parse(text) as { requestId?: string; err?: { stack?: string; message?: string } };
    if (line.requestId && line.err) faults.set(line.requestId, JSON.stringify(line.err));
  }
  return faults;
}

async function filesOf(
  store: FolderFileStore,
  owned: readonly { sha256: string; certificates: readonly Buffer[] }[],
): Promise<Pick<Evidence, 'stored' | 'fileProblems'>> {
  const stored: string[] = [];
  for await (const { sha256 } of store.list()) stored.push(sha256.toString('hex'));
  const fileProblems = new Map<string, string>();
  for (const { sha256, certificates } of owned) {
    const problem = await fileProblem(store, sha256, certificates);
    if (problem) fileProblems.set(sha256, problem);
  }
  return { stored, fileProblems };
}
