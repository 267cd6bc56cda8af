import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { columnTypes } from '../platform/database/connection-settings.ts';
import { startEmbeddedServer } from '../platform/database/embedded-server.ts';
import { exportedCheckpoints } from './tree/checkpoint-folder.ts';
import { reportText } from './verify/report-text.ts';
import { verifyLog } from './verify/verify-log.ts';

export const AUDIT_USAGE = `zhaozhang audit <command>
  verify --checkpoints DIR --key PEM   check the whole log against its exported checkpoints and the public key of the log;
                                       DATABASE_URL names a role that may read it (zz_log_reader), without it the bundled
                                       PostgreSQL is asked. Ends with 1 when anything is wrong`;

/** Wrong options; the message says how the command is used. */
export class AuditUsageError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Runs `zhaozhang audit …` and writes its report to `write`.
 *
 * @returns exit code
 * @throws AuditUsageError
 */
export async function runAuditCommand(
  [command, ...options]: readonly string[],
  environment: Environment,
  write: (text: string) => void,
): Promise<number> {
  if (command !== 'verify') throw new AuditUsageError(AUDIT_USAGE);
  const { checkpoints, key } = readOptions(options);
  const keys = readPublicKeys(await readFile(key, 'utf8'));
  return withLogDatabase(environment, async (client) => {
    const report = await verifyLog({
      client,
      exported: exportedCheckpoints(checkpoints),
      keys,
      now: new Date(),
    });
    write(`${reportText(report)}\n`);
    return report.problems.length === 0 ? 0 : 1;
  });
}

function readOptions(args: readonly string[]): { readonly checkpoints: string; readonly key: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { checkpoints: { type: 'string' }, key: { type: 'string' } },
    });
    const { checkpoints, key } = values;
    if (checkpoints && key) return { checkpoints, key };
  } catch {
    // Falls through to the usage: parseArgs has only said which option it does not know.
  }
  throw new AuditUsageError(AUDIT_USAGE);
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
