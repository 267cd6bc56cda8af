import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedServerError } from './embedded-server-error.ts';
import { canEnter, giveTo, type ServerAccount } from './server-account.ts';
import type { ServerBinaries } from './server-binaries.ts';

/** Where the cluster lies; `parentDir` can be entered by the account the server runs as. */
export interface ClusterPlace {
  readonly clusterDir: string;
  readonly parentDir: string;
}

/** Used where the data folder is closed to the server's account, as everything below /root is. */
const OPEN_PARENT = '/var/lib/zhaozhang';

/**
 * `<dataDir>/postgres`; where the server's account cannot reach that, a folder below /var/lib that
 * `<dataDir>/postgres` links to, so that nobody has to open a home folder.
 */
export function clusterPlace(dataDir: string, account: ServerAccount | null): ClusterPlace {
  if (canEnter(dataDir, account)) return { clusterDir: join(dataDir, 'postgres'), parentDir: dataDir };
  const parentDir = join(OPEN_PARENT, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  mkdirSync(parentDir, { recursive: true, mode: 0o755 });
  const clusterDir = join(parentDir, 'postgres');
  const link = join(dataDir, 'postgres');
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(clusterDir, link);
  return { clusterDir, parentDir };
}

export interface InitialiseOptions extends ClusterPlace {
  readonly account: ServerAccount | null;
  readonly binaries: ServerBinaries;
  readonly superuser: string;
  readonly secret: string;
}

/**
 * Makes the cluster where there is none: UTF-8 and C.UTF-8 whatever the machine's locale, passwords by SCRAM only.
 * It is made beside its place and moved there whole, so a kill leaves no half cluster.
 *
 * @throws EmbeddedServerError initialisation-failed
 */
export async function initialiseCluster(options: InitialiseOptions): Promise<void> {
  if (existsSync(join(options.clusterDir, 'PG_VERSION'))) return;
  const unfinished = `${options.clusterDir}.new`;
  const passwordFile = join(unfinished, 'password');
  const target = join(unfinished, 'cluster');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  giveTo(options.account, unfinished);
  writeFileSync(passwordFile, options.secret, { mode: 0o600 });
  giveTo(options.account, passwordFile);
  await runInitdb(options, target, passwordFile);
  renameSync(target, options.clusterDir);
  rmSync(unfinished, { recursive: true, force: true });
}

async function runInitdb(options: InitialiseOptions, target: string, passwordFile: string): Promise<void> {
  const { binaries, account } = options;
  const locale = binaries.builtinLocale
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : ['--locale=C.UTF-8'];
  const login = ['-U', options.superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const child = spawn(join(binaries.binDir, 'initdb'), ['-D', target, '-E', 'UTF8', ...locale, ...login], {
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    cwd: '/',
    env: { PATH: process.env['PATH'], ...binaries.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint += chunk;
  });
  const outcome = await new Promise<number | Error | null>((done) =>
    child.once('error', done).once('close', done),
  );
  if (outcome === 0) return;
  const reason = outcome instanceof Error ? outcome.message : lastLine(complaint);
  throw new EmbeddedServerError(
    'initialisation-failed',
    `cannot make the database in ${options.clusterDir} (${reason}): see that the folder is writable and has 100 MB free, or set DATABASE_URL`,
  );
}

/** The last line that says something; PostgreSQL's own words for why it stopped. */
export const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() || 'no reason given';
