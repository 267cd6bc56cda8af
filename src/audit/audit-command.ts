import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, type ClientBase } from 'pg';
import { columnTypes } from '../platform/database/connection-settings.ts';
import { startEmbeddedServer } from '../platform/database/embedded-server.ts';
import { archiveMonth } from './retention/archive-month.ts';
import { pruneMonth } from './retention/prune-month.ts';
import { exportedCheckpoints } from './tree/checkpoint-folder.ts';
import { reportText } from './verify/report-text.ts';
import { verifyLog } from './verify/verify-log.ts';

export const AUDIT_USAGE = `zhaozhang audit <command>; DATABASE_URL names the role, without it the bundled PostgreSQL is asked
  verify --checkpoints DIR --key PEM [--roots DIR] [--archives DIR]
                       check the whole log against its exported checkpoints and its public key, their time-stamps against
                       the roots of the authorities, and archives handed back (role zz_log_reader); ends with 1 when
                       anything is wrong
  archive --month 2026-11 --to DIR
                       write the entries of a month to a compressed file with a manifest, and compare it with the log
  prune --month 2026-11 --from DIR [--years N]
                       drop the bodies of a month that is older than the retention (ZZ_LOG_RETENTION_YEARS, or 3) and lies in
                       that archive (role zz_log_keeper)
  hold (--object | --caller | --unit) ID --reason TEXT
                       keep entries of pruned months as long as the hold stands (role zz_log_keeper)`;

/** Wrong options; the message says how the command is used. */
export class AuditUsageError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;
type Options = Readonly<Record<string, string | undefined>>;
/** @returns what is said, and the exit code */
type Command = (
  client: ClientBase,
  options: Options,
  readRoots: ReadRoots,
) => Promise<readonly [string, number]>;

/** Certificates in the files of a folder, DER. */
export type ReadRoots = (folder: string) => Promise<Uint8Array[]>;

const NAMES = [
  'checkpoints',
  'key',
  'roots',
  'archives',
  'month',
  'to',
  'from',
  'years',
  'object',
  'caller',
  'unit',
  'reason',
];

const COMMANDS: Readonly<Record<string, Command>> = { verify, archive, prune, hold };

/**
 * Runs `zhaozhang audit …` and writes its report to `write`.
 *
 * @returns exit code
 * @throws AuditUsageError, ArchiveUnsound
 */
export async function runAuditCommand(
  [name = '', ...args]: readonly string[],
  environment: Environment,
  write: (text: string) => void,
  readRoots: ReadRoots,
): Promise<number> {
  const command = COMMANDS[name];
  if (!command) throw new AuditUsageError(AUDIT_USAGE);
  const options = { years: environment['ZZ_LOG_RETENTION_YEARS'], ...readOptions(args) };
  const [text, exitCode] = await withLogDatabase(environment, (client) =>
    command(client, options, readRoots),
  );
  write(`${text}\n`);
  return exitCode;
}

async function verify(
  client: ClientBase,
  options: Options,
  readRoots: ReadRoots,
): Promise<readonly [string, number]> {
  const roots = options['roots'] === undefined ? null : await readRoots(options['roots']);
  if (roots?.length === 0) throw new AuditUsageError(`${options['roots']} holds no certificate`);
  const report = await verifyLog({
    client,
    exported: exportedCheckpoints(wanted(options, 'checkpoints')),
    keys: readPublicKeys(await readFile(wanted(options, 'key'), 'utf8')),
    roots,
    archives: options['archives'] ?? null,
    now: new Date(),
  });
  return [reportText(report), report.problems.length === 0 ? 0 : 1];
}

async function archive(client: ClientBase, options: Options): Promise<readonly [string, number]> {
  const { entries, sha256 } = await archiveMonth(client, wantedMonth(options), wanted(options, 'to'));
  return [`${entries} entries archived, SHA-256 ${sha256}`, 0];
}

async function prune(client: ClientBase, options: Options): Promise<readonly [string, number]> {
  const entries = await pruneMonth(
    client,
    wantedMonth(options),
    wanted(options, 'from'),
    Number(options['years'] ?? 3),
  );
  return [`${entries} entries dropped; their hashes stay in the tree`, 0];
}

async function hold(client: ClientBase, options: Options): Promise<readonly [string, number]> {
  const { object = null, caller = null, unit = null } = options;
  if ([object, caller, unit].filter((id) => id !== null).length !== 1) throw new AuditUsageError(AUDIT_USAGE);
  await client.query(
    'INSERT INTO audit_legal_holds (object_id, caller_id, unit_id, reason) VALUES ($1, $2, $3, $4)',
    [object, caller, unit, wanted(options, 'reason')],
  );
  return ['the hold stands', 0];
}

function readOptions(args: readonly string[]): Options {
  try {
    const types = Object.fromEntries(NAMES.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], options: types }).values as Options;
  } catch {
    throw new AuditUsageError(AUDIT_USAGE);
  }
}

function wanted(options: Options, name: string): string {
  const value = options[name];
  if (!value) throw new AuditUsageError(AUDIT_USAGE);
  return value;
}

function wantedMonth(options: Options): string {
  const month = wanted(options, 'month');
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new AuditUsageError(AUDIT_USAGE);
  return month;
}

/** Every public key in a PEM file: of a log whose key was changed, all of them. */
function readPublicKeys(pem: string): KeyObject[] {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  if (blocks.length === 0) throw new AuditUsageError('the key file holds no PUBLIC KEY in PEM form');
  return blocks.map((block) => createPublicKey(block));
}

async function withLogDatabase<T>(
  environment: Environment,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const given = environment['DATABASE_URL'];
  const server = given
    ? null
    : await startEmbeddedServer({ dataDir: resolve(environment['ZZ_DATA_DIR'] ?? 'data') });
  const client = new Client({ connectionString: given ?? server?.urls.app, types: columnTypes });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
    await server?.stop();
  }
}
