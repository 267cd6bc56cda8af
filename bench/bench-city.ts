import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoClientsFile } from '../src/demo/demo-clients-file.ts';
import type { CityClients } from '../src/demo/department-tokens.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../src/platform/database/embedded-server.ts';
import { childEnvironment, runCommand } from '../src/service-process.ts';

/** The service has one core for itself; the database and whoever asks share the other. */
export const SERVICE_CORE = '0';
export const OTHER_CORE = '1';

const CLI = fileURLToPath(new URL('../src/cli.js', import.meta.url));

export interface PinnedProcess {
  readonly pid: number;
  readonly origin: string;
  stop(): Promise<void>;
}

/** A demo city of its own below the temporary folder, on its own database. */
export class BenchCity {
  private constructor(
    readonly dataDir: string,
    readonly database: EmbeddedServer,
    readonly clients: CityClients,
    readonly environment: Record<string, string>,
  ) {}

  static async found(): Promise<BenchCity> {
    const dataDir = mkdtempSync(join(tmpdir(), 'zz-bench-city-'));
    execFileSync('chmod', ['755', dataDir]);
    const database = await startEmbeddedServer({ dataDir: join(dataDir, 'data') });
    const settings = benchSettings(dataDir);
    await runCommand('migrate', childEnvironment(settings, { ZZ_DATABASE_OWNER_URL: database.urls.owner }));
    const environment = childEnvironment(settings, { DATABASE_URL: database.urls.app });
    await runCommand('seed-demo', environment);
    const clients = JSON.parse(readFileSync(demoClientsFile(join(dataDir, 'data')), 'utf8')) as CityClients;
    return new BenchCity(dataDir, database, clients, environment);
  }

  /** The service itself; on `SERVICE_CORE` alone when `pinned`. */
  serve({ pinned }: { pinned: boolean }): Promise<PinnedProcess> {
    return startProcess([CLI, 'serve'], this.environment, pinned ? SERVICE_CORE : null);
  }

  /** Another program that listens and says so, in the service's place. */
  servePeer(program: string): Promise<PinnedProcess> {
    return startProcess([fileURLToPath(new URL(program, import.meta.url))], this.environment, SERVICE_CORE);
  }

  /** Puts the database server and all its processes on one core, or back on all. */
  pinDatabase(cores: string): void {
    const family = execFileSync('ps', [
      '-o',
      'pid=',
      '--ppid',
      String(this.database.pid),
      '-p',
      String(this.database.pid),
    ]);
    for (const pid of family.toString().trim().split(/\s+/))
      execFileSync('taskset', ['-apc', cores, pid], { stdio: 'ignore' });
  }

  async remove(): Promise<void> {
    await this.database.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

export function benchSettings(dataDir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ZZ_MODE: 'trial',
    PORT: '0',
    ZZ_RATE_LIMIT_PER_MINUTE: '0',
    ZZ_LOG_LEVEL: 'error',
    ZZ_DATA_DIR: join(dataDir, 'data'),
    ZZ_CERTS_DIR: join(dataDir, 'certs'),
  };
}

async function startProcess(
  program: string[],
  env: Record<string, string>,
  core: string | null,
): Promise<PinnedProcess> {
  const [command, ...prefix] = core === null ? [process.execPath] : ['taskset', '-c', core, process.execPath];
  const child = spawn(command ?? '', [...prefix, ...program], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const origin = await listening(child);
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  return { pid: child.pid ?? 0, origin, stop };
}

async function listening(child: ChildProcess): Promise<string> {
  for (;;) {
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('the process ended before it listened'))),
    ])) as [{ listening?: string }];
    if (message.listening) return message.listening;
  }
}
