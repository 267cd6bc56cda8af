import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demoClientsFile } from '../../src/demo/demo-clients-file.ts';
import { seedDemoCity } from '../../src/demo/seed-demo-city.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { processState } from '../../src/platform/database/postmaster-file.ts';
import { clearLeftOvers, clearTestFolder, newTestFolder } from '../support/test-server.ts';
import type { KillTarget } from './kill-plan.ts';
import { killServerTree } from './process-tree.ts';
import type { LoadOrder, ServiceOrder, ServiceReport } from './service-orders.ts';

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const LOOK_EVERY_MS = 10;
const LAST_WORDS = 2_000;

/** Database, service and load generator on a folder of their own, and the supervisor that starts again what fell. */
export class Stand {
  readonly dataDir = newTestFolder();
  readonly signaturesPath = join(this.dataDir, 'signatures.journal');
  readonly answersPath = join(this.dataDir, 'answers.journal');
  readonly logPath = join(this.dataDir, 'service.log');
  private databaseServer: EmbeddedServer | null = null;
  private service: ChildProcess | null = null;
  private load: ChildProcess | null = null;
  private port = 0;
  private starting: Promise<unknown> = Promise.resolve();
  private isOver = false;

  get database(): EmbeddedServer {
    if (!this.databaseServer) throw new Error('the database has not been started yet');
    return this.databaseServer;
  }

  /** Of the serving process, and of whoever reads what it wrote: the limited role and nothing else. */
  get environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      TZ: 'Asia/Shanghai',
      PORT: String(this.port),
      ZZ_MODE: 'trial',
      ZZ_RATE_LIMIT_PER_MINUTE: '0',
      ZZ_LOG_LEVEL: 'warn',
      ZZ_CHECKPOINT_SECONDS: '1',
      ZZ_DATA_DIR: this.dataDir,
      ZZ_CERTS_DIR: join(this.dataDir, 'certs'),
      DATABASE_URL: this.database.urls.app,
    };
  }

  /** A migrated database with the demo city, and the service on it. */
  async setUp(): Promise<void> {
    await clearLeftOvers();
    await this.startDatabase();
    await migrate({ ownerUrl: this.database.urls.owner, migrationsDir: program('../../migrations') });
    await seedDemoCity(this.environment);
    closeSync(openSync(this.signaturesPath, 'a', 0o600));
    this.port = await freePort();
    await this.startService();
    await this.order('ask-for-two-seals');
  }

  /** At first on a port that is free, then always on that one: the service goes on looking for it there. */
  private async startDatabase(): Promise<void> {
    if (this.isOver) return;
    const port = this.databaseServer?.port;
    const starting = startEmbeddedServer({ dataDir: this.dataDir, ...(port !== undefined && { port }) });
    this.starting = starting.catch(() => undefined);
    this.databaseServer = await starting;
  }

  /** @throws Error with the end of its log when it ends before it listens */
  private async startService(): Promise<void> {
    if (this.isOver) return;
    const log = openSync(this.logPath, 'a', 0o600);
    const service = spawn(
      process.execPath,
      [program('service-under-test.js'), this.signaturesPath, join(this.dataDir, 'postgres')],
      { env: this.environment, stdio: ['ignore', log, log, 'ipc'] },
    );
    closeSync(log);
    this.service = service;
    const isListening = await Promise.race([
      reported(service, (report) => report.listening !== undefined).then(() => true),
      once(service, 'exit').then(() => false),
    ]);
    if (!isListening) throw new Error(`the service does not start: ${this.lastWords}`);
  }

  startLoad(seed: number): void {
    this.load = spawn(
      process.execPath,
      [
        program('load-generator.js'),
        `http://127.0.0.1:${this.port}`,
        demoClientsFile(this.dataDir),
        this.answersPath,
        String(seed),
      ],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
  }

  tellLoad(order: LoadOrder): void {
    this.load?.send(order);
  }

  tellService(order: ServiceOrder): void {
    this.service?.send(order);
  }

  /** Resolves when the load generator has ended. @throws Error when it did not end well */
  async loadEnded(): Promise<void> {
    if (!this.load) return;
    const [code] = this.load.exitCode === null ? await once(this.load, 'exit') : [this.load.exitCode];
    if (code !== 0) throw new Error(`the load generator ended with ${code}`);
  }

  /** Resolves when `target` has fallen at the step that the service was told. */
  async fallen(target: KillTarget): Promise<void> {
    if (target === 'database') await reported(this.service!, (report) => report.fell === 'database');
    else await exited(this.service!);
    if (target !== 'service') await this.databaseGone();
  }

  /** Kills from outside, whatever it is doing. */
  async kill(target: KillTarget): Promise<void> {
    if (target !== 'service') killServerTree(this.database.pid);
    if (target !== 'database') this.service?.kill('SIGKILL');
    if (target !== 'database') await exited(this.service!);
    if (target !== 'service') await this.databaseGone();
  }

  /** Starts again what is down, the database first. @returns false when the service had ended without being killed */
  async startAgain(target: KillTarget): Promise<boolean> {
    if (target !== 'service') await this.startDatabase();
    const isServiceDown = this.service?.exitCode !== null || this.service.signalCode !== null;
    if (isServiceDown) await this.startService();
    return target !== 'database' || !isServiceDown;
  }

  /** The end of what the service wrote to its log, for who asks why it ended. */
  get lastWords(): string {
    return readFileSync(this.logPath, 'utf8').slice(-LAST_WORDS);
  }

  /** The root certificate of the development CA, DER, as anyone gets it. */
  async rootCertificate(): Promise<Uint8Array> {
    const response = await fetch(`http://127.0.0.1:${this.port}/pki/ca/root.cer`);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** Has the service do something, and waits until it is done. @throws Error with the end of its log when it ends over it */
  async order(kind: 'tidy' | 'ask-for-two-seals'): Promise<void> {
    const done = reported(this.service!, (report) => report.done === kind).then(() => true);
    this.tellService({ kind });
    const isDone = await Promise.race([done, exited(this.service!).then(() => false)]);
    if (!isDone) throw new Error(`the service ended over ${kind}: ${this.lastWords}`);
  }

  /** Ends everything that this stand has started and removes its folder; to be called whatever happened. */
  async tearDown(): Promise<void> {
    this.isOver = true;
    await this.starting;
    this.load?.kill('SIGKILL');
    this.service?.kill('SIGKILL');
    await clearTestFolder(this.dataDir);
  }

  private async databaseGone(): Promise<void> {
    while (processState(this.database.pid) === 'running') await sleep(LOOK_EVERY_MS);
  }
}

async function reported(service: ChildProcess, isIt: (report: ServiceReport) => boolean): Promise<void> {
  for (;;) {
    const [report] = (await once(service, 'message')) as [ServiceReport];
    if (isIt(report)) return;
  }
}

async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** The service comes back where its clients look for it. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}
