import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { startOnEmbeddedDatabase } from '../embedded-service.ts';
import { runCommand } from '../service-process.ts';
import { type DemoAccount, demoAccountsFile } from './demo-accounts.ts';
import { DemoClient } from './demo-client.ts';
import { demoClientsFile } from './demo-clients-file.ts';
import { type DemoHolders, startDemoHolders } from './demo-holders.ts';
import { DemoReport } from './demo-report.ts';
import { type CityClients, DepartmentTokens } from './department-tokens.ts';

const DEFAULT_PORT = '3000';

export interface DemoOptions {
  /** End after the summary, with exit code 1 when anything was not as expected. */
  readonly once: boolean;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The whole way on one machine: database, development PKI, demo city, service, and the main job before the reader's
 * eyes; then the service goes on until Ctrl-C. A second run finds everything and begins at once.
 */
export async function runDemo({ once, environment }: DemoOptions): Promise<void> {
  const startedAt = performance.now();
  const report = new DemoReport(process.stdout);
  const settings = demoSettings(environment);
  const dataDir = resolve(settings['ZZ_DATA_DIR'] ?? 'data');
  await requireFreePort(Number(settings['PORT']), settings['HOST']);
  report.heading('照章 Zhaozhang 演示 demo');
  const holders = await ownHolders(settings, dataDir);
  const running = await startOnEmbeddedDatabase({ ...settings, ...holders?.environment }, async (limited) => {
    if (existsSync(demoClientsFile(dataDir))) return;
    report.line('首次运行：建演示城市 first run: founding the demo city …');
    await runCommand('seed-demo', limited);
  });
  report.line(
    `已就绪 ready: ${running.service.address} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
  );
  const stopped = untilSignal();
  try {
    const clients = readJson<CityClients>(demoClientsFile(dataDir));
    const folder = join(dataDir, 'demo');
    const { showTheMainJob } = await import('./show-the-main-job.ts');
    await showTheMainJob({
      client: new DemoClient(running.service.address, new DepartmentTokens(running.service.address, clients)),
      report,
      folder,
      now: new Date(),
    });
    report.summary(
      folder,
      addressesToOpen({ ...settings, ...holders?.environment }, demoClientsFile(dataDir)),
    );
    report.accounts(readJson<DemoAccount[]>(demoAccountsFile(dataDir)), demoAccountsFile(dataDir));
    if (once) {
      process.exitCode = report.allAsExpected ? 0 : 1;
      return;
    }
    report.line('\n按 Ctrl-C 结束 press Ctrl-C to stop');
    await Promise.race([stopped, running.service.exited]);
  } finally {
    await running.stop();
    await holders?.stop();
  }
}

const originOf = ({ ZZ_PUBLIC_ORIGIN, PORT }: NodeJS.ProcessEnv): string =>
  ZZ_PUBLIC_ORIGIN || `http://localhost:${PORT}`;

/** The demo's own identity provider, unless the environment names one. */
const ownHolders = async (settings: NodeJS.ProcessEnv, dataDir: string): Promise<DemoHolders | null> =>
  settings['ZZ_HOLDER_ISSUER'] ? null : startDemoHolders(originOf(settings), dataDir);

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** Trial mode on port 3000, unless the environment says otherwise. */
function demoSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _ignored, ...rest } = environment;
  return {
    ...rest,
    ZZ_MODE: 'trial',
    PORT: environment['PORT'] || DEFAULT_PORT,
    ZZ_LOG_LEVEL: environment['ZZ_LOG_LEVEL'] || 'warn',
  };
}

/** Asked before anything is started, so that a busy port costs nothing. */
async function requireFreePort(port: number, host = '127.0.0.1'): Promise<void> {
  const probe = createServer();
  await new Promise<void>((free, busy) => {
    probe.once('error', busy);
    probe.listen(port, host, () => probe.close(() => free()));
  });
}

function addressesToOpen(settings: NodeJS.ProcessEnv, clientsFile: string): string[] {
  const base = `http://localhost:${settings['PORT']}`;
  return [
    `核验页 check a licence: ${base}/`,
    settings['ZZ_HOLDER_ISSUER']
      ? `我的证照 my licences, as a made-up citizen: ${originOf(settings)}/holder`
      : '本人登录未开通 holders cannot sign in: the identity provider of the demo is a development dependency',
    `工作人员登录 staff sign in: ${originOf(settings)}/staff/sign-in`,
    `接口文档 API: ${base}/api/docs`,
    `部门系统凭证 throw-away credentials of the departments' systems: ${clientsFile}`,
  ];
}

function untilSignal(): Promise<void> {
  return new Promise((asked) => {
    process.once('SIGINT', () => asked()).once('SIGTERM', () => asked());
  });
}
