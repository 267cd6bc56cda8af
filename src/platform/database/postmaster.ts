import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type ClusterPlace, lastLine } from './cluster-folder.ts';
import { EmbeddedServerError } from './embedded-server-error.ts';
import { type PostmasterFile, postmasterPath, processState, readPostmasterFile } from './postmaster-file.ts';
import { giveTo, type ServerAccount } from './server-account.ts';
import type { ServerBinaries } from './server-binaries.ts';

const START_ATTEMPTS = 8;
const READY_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 30_000;
const PROBE_EVERY_MS = 15;

export interface PostmasterOptions extends ClusterPlace {
  readonly account: ServerAccount | null;
  readonly binaries: ServerBinaries;
  readonly settings: Readonly<Record<string, string>>;
  /** Where clients look for it; without it a port that is free. */
  readonly port?: number;
}

/**
 * A server that still runs on `clusterDir`, ready to answer, or null. A stale pid file is left to PostgreSQL, which
 * judges it better; only that of a process that is dead but not yet reaped is removed, because PostgreSQL takes it
 * for alive.
 */
export async function findRunningServer(clusterDir: string): Promise<PostmasterFile | null> {
  const file = readPostmasterFile(clusterDir);
  if (!file) return null;
  const state = processState(file.pid);
  if (state === 'zombie') rmSync(postmasterPath(clusterDir), { force: true });
  if (state !== 'running') return null;
  return (await becomesReady(file.port, () => processState(file.pid) === 'running')) ? file : null;
}

/**
 * Starts `postgres` detached, on 127.0.0.1 and the port given or one that was free a moment ago; tries again when the
 * port was taken meanwhile or backends of a killed server still hold its shared memory.
 *
 * @throws EmbeddedServerError start-failed with PostgreSQL's own reason
 */
export async function startPostmaster(options: PostmasterOptions): Promise<{ pid: number; port: number }> {
  const logPath = join(options.parentDir, 'postgres.log');
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const port = options.port ?? (await freePort());
    const pid = await launch(options, port, logPath);
    if (pid !== null) return { pid, port };
    await sleep(attempt * 100);
  }
  const reason = lastLine(readFileSync(logPath, 'utf8'));
  throw new EmbeddedServerError('start-failed', `PostgreSQL does not start (${reason}): see ${logPath}`);
}

async function launch(options: PostmasterOptions, port: number, logPath: string): Promise<number | null> {
  const { account, binaries, clusterDir } = options;
  const log = openSync(logPath, 'w', 0o640);
  giveTo(account, logPath);
  const child = spawn(
    join(binaries.binDir, 'postgres'),
    ['-D', clusterDir, ...settingArguments(options, port)],
    {
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      cwd: '/',
      detached: true,
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...binaries.environment },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  let ended = false;
  child.once('error', () => {
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  const ready = await becomesReady(port, () => !ended);
  child.unref();
  return ready && child.pid !== undefined ? child.pid : null;
}

/**
 * Failing statements are logged tersely: the DETAIL of a violated constraint would hold personal data.
 * The three settings that durability hangs on are stated, so that no environment file can turn them off.
 */
function settingArguments(options: PostmasterOptions, port: number): string[] {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    shared_buffers: '128MB',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    ...options.settings,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Waits until a server on `port` refuses our password-less login (it is up) or `isAlive` says that it will not be. */
async function becomesReady(port: number, isAlive: () => boolean): Promise<boolean> {
  const deadline = Date.now() + READY_DEADLINE_MS;
  while (isAlive() && Date.now() < deadline) {
    if (await answers(port)) return isAlive();
    await sleep(PROBE_EVERY_MS);
  }
  return false;
}

/** True once PostgreSQL asks for a password or refuses us; false while it starts up (57P03) or nobody listens. */
async function answers(port: number): Promise<boolean> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'probe',
    password: 'none',
    database: 'postgres',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    return ['28P01', '28000', '3D000'].includes((error as { code?: string }).code ?? '');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Fast shutdown (SIGINT) of the server on `clusterDir`; returns once it has ended and its files are whole.
 *
 * @throws EmbeddedServerError left-over-server when it does not end in time
 */
export async function stopPostmaster(clusterDir: string): Promise<void> {
  const file = readPostmasterFile(clusterDir);
  if (!file || processState(file.pid) !== 'running') return;
  process.kill(file.pid, 'SIGINT');
  const deadline = Date.now() + STOP_DEADLINE_MS;
  while (processState(file.pid) === 'running') {
    if (Date.now() > deadline)
      throw new EmbeddedServerError(
        'left-over-server',
        `PostgreSQL (process ${file.pid}) does not stop: end it with kill -INT ${file.pid}`,
      );
    await sleep(PROBE_EVERY_MS);
  }
}
