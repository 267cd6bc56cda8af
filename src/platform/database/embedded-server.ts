import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { clusterPlace, initialiseCluster } from './cluster-folder.ts';
import { APP_ROLE, DATABASE_NAME, ensureRolesAndDatabase, OWNER_ROLE } from './database-roles.ts';
import { EmbeddedServerError } from './embedded-server-error.ts';
import { holdsLease, takeLease } from './keeper-lease.ts';
import { findRunningServer, startPostmaster, stopPostmaster } from './postmaster.ts';
import { readOrCreateSecret } from './secret-file.ts';
import { chooseServerAccount } from './server-account.ts';
import { prepareServerBinaries, type ServerBinaries } from './server-binaries.ts';

const SUPERUSER = 'postgres';

export interface EmbeddedServerOptions {
  /** The service's data folder; the cluster lies in `<dataDir>/postgres`, secrets in `<dataDir>/secrets`. */
  readonly dataDir: string;
  /** The process for which the server runs (default: this one); only it may stop the server while it lives. */
  readonly keeperPid?: number;
  /** Other binaries than the bundled ones, e.g. /usr/lib/postgresql/15/bin. */
  readonly binDir?: string;
  /** Further `postgres -c name=value` settings. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The port of a server that is started again under clients that go on; without it a port that is free. */
  readonly port?: number;
}

export interface EmbeddedServer {
  readonly port: number;
  readonly pid: number;
  /** True when a server that was already running is used. */
  readonly adopted: boolean;
  readonly urls: { readonly superuser: string; readonly owner: string; readonly app: string };
  /** Fast shutdown and wait; does nothing when another living process is the keeper. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL of our own below `dataDir`, on 127.0.0.1 and a free port, made at the first call. A server left
 * over by a killed process is adopted. `fsync`, `full_page_writes` and `synchronous_commit` stay on.
 *
 * @throws EmbeddedServerError with one line that says what to do
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const account = chooseServerAccount();
  makeDataDir(dataDir);
  const place = clusterPlace(dataDir, account);
  const secrets = readSecrets(dataDir);
  const binaries = serverBinaries(options, place.parentDir);
  await initialiseCluster({ ...place, account, binaries, superuser: SUPERUSER, secret: secrets.superuser });

  const left = await findRunningServer(place.clusterDir);
  const { pid, port } =
    left ??
    (await startPostmaster({
      ...place,
      account,
      binaries,
      settings: options.settings ?? {},
      ...(options.port !== undefined && { port: options.port }),
    }));
  takeLease(dataDir, options.keeperPid ?? process.pid);
  const url = (role: string, secret: string, database: string) =>
    `postgresql://${role}:${secret}@127.0.0.1:${port}/${database}`;
  const urls = {
    superuser: url(SUPERUSER, secrets.superuser, 'postgres'),
    owner: url(OWNER_ROLE, secrets.owner, DATABASE_NAME),
    app: url(APP_ROLE, secrets.app, DATABASE_NAME),
  };
  await setUpRoles(urls.superuser, secrets, dataDir);
  return {
    pid,
    port,
    adopted: left !== null,
    urls,
    stop: () => stopEmbeddedServer(dataDir, options.keeperPid),
  };
}

/**
 * Stops the server below `dataDir` (fast shutdown: transactions under way are rolled back, all that was committed is
 * kept) unless a living process other than `keeperPid` keeps it. Needs no secret.
 */
export async function stopEmbeddedServer(dataDir: string, keeperPid = process.pid): Promise<void> {
  const place = clusterPlace(resolve(dataDir), chooseServerAccount());
  if (holdsLease(resolve(dataDir), keeperPid)) await stopPostmaster(place.clusterDir);
}

function serverBinaries(options: EmbeddedServerOptions, copyParent: string): ServerBinaries {
  if (options.binDir) return { binDir: options.binDir, environment: {}, builtinLocale: false };
  return prepareServerBinaries(chooseServerAccount(), copyParent);
}

function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  } catch (cause) {
    const message = `cannot make the data folder ${dataDir}: give this user the right to write there or set ZZ_DATA_DIR`;
    throw new EmbeddedServerError('folder-not-writable', message, { cause });
  }
}

function readSecrets(dataDir: string) {
  const secret = (name: string) => readOrCreateSecret(join(dataDir, 'secrets', `database-${name}.json`));
  return { superuser: secret('superuser'), owner: secret('owner'), app: secret('app') };
}

async function setUpRoles(
  url: string,
  secrets: { owner: string; app: string },
  dataDir: string,
): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await ensureRolesAndDatabase(client, secrets);
  } catch (cause) {
    if ((cause as { code?: string }).code !== '28P01') throw cause;
    const message = `the secrets in ${dataDir}/secrets are not those of the database in ${dataDir}/postgres: put back the right files`;
    throw new EmbeddedServerError('secrets-do-not-match', message, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}
