import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmbeddedServer,
  startEmbeddedServer,
  stopEmbeddedServer,
} from '../../src/platform/database/embedded-server.ts';
import { holdsLease } from '../../src/platform/database/keeper-lease.ts';

/** Folder of Debian's PostgreSQL 15, the oldest server that we promise to run on. */
export const POSTGRESQL_15_BIN = '/usr/lib/postgresql/15/bin';

/** Kept in memory where the machine offers it: making databases is 2 to 30 times as fast there. */
const PARENT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const PREFIX = 'zhaozhang-test-';

export interface TestServer extends EmbeddedServer {
  readonly dataDir: string;
}

/**
 * A PostgreSQL for one run of the tests: the bundled 18, or Debian's 15 when `ZZ_TEST_DATABASE_SERVER` is
 * `postgresql-15`. What an earlier, killed run left behind is cleared first.
 */
export async function startTestServer(): Promise<TestServer> {
  await clearLeftOvers();
  const dataDir = newTestFolder();
  const binDir = process.env['ZZ_TEST_DATABASE_SERVER'] === 'postgresql-15' ? POSTGRESQL_15_BIN : undefined;
  const server = await startEmbeddedServer({ dataDir, ...(binDir ? { binDir } : {}) });
  return { ...server, dataDir };
}

/** A new empty folder that other users may enter, as a database server under root must. */
export function newTestFolder(): string {
  const folder = mkdtempSync(join(PARENT, PREFIX));
  chmodSync(folder, 0o755);
  return folder;
}

/** Stops what runs below `dataDir` unless a living process still keeps it, and removes the folder. */
export async function clearTestFolder(dataDir: string): Promise<void> {
  await stopEmbeddedServer(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}

/** Stops and removes what earlier runs left whose process was killed. */
export async function clearLeftOvers(): Promise<void> {
  for (const name of readdirSync(PARENT).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(PARENT, name);
    if (isAbandoned(dataDir)) await clearTestFolder(dataDir);
  }
}

function isAbandoned(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres.keeper')) && holdsLease(dataDir, process.pid);
}
