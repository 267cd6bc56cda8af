// The real service with three providers replaced: fault points that kill, a signer that counts, a short lease. Told by
// its parent over IPC where to fall; ends when the parent does.

import type { Provider, Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { AppModule } from '../../src/app.module.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { LicencesModule } from '../../src/licences/licences.module.ts';
import { FAULT_POINTS, type SealingStep } from '../../src/licences/sealing/fault-points.ts';
import { LicenceReaper } from '../../src/licences/sealing/licence-reaper.ts';
import { OrphanFiles } from '../../src/licences/sealing/orphan-files.ts';
import { readPostmasterFile } from '../../src/platform/database/postmaster-file.ts';
import { createApp } from '../../src/platform/http/create-app.ts';
import { createLogger } from '../../src/platform/logging/logger.ts';
import { SEAL_USE_LEASE } from '../../src/seals/seal-uses.service.ts';
import { SealsModule } from '../../src/seals/seals.module.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { SignerProvider } from '../../src/signing/signer.ts';
import { SigningModule } from '../../src/signing/signing.module.ts';
import { SoftwareSignerProvider } from '../../src/signing/software-signer-provider.ts';
import { CountingSignerProvider } from '../support/counting-signer-provider.ts';
import type { KillTarget } from './kill-plan.ts';
import { killServerTree } from './process-tree.ts';
import { LEASE_S, type ServiceOrder, type ServiceReport } from './service-orders.ts';
import { askForTwoSeals } from './two-seals.ts';

const REAP_EVERY_MS = 700;
const [signaturesPath = '', clusterDir = ''] = process.argv.slice(2);

let armed: { target: KillTarget; step: SealingStep; passes: number } | null = null;

const report = (message: ServiceReport) => process.send?.(message);

/** Falls, or lets the database fall, in the midst of the step: nothing of this process runs before it has happened. */
function pass(step: SealingStep): void {
  if (armed?.step !== step) return;
  armed.passes -= 1;
  if (armed.passes > 0) return;
  const { target } = armed;
  armed = null;
  if (target !== 'service') killServerTree(readPostmasterFile(clusterDir)?.pid ?? 0);
  if (target === 'database') report({ fell: target });
  else process.kill(process.pid, 'SIGKILL');
}

function replaceProvider(module: Type, provider: Exclude<Provider, Type>): void {
  const providers = Reflect.getMetadata(MODULE_METADATA.PROVIDERS, module) as Provider[];
  const others = providers.filter((each) => !('provide' in each) || each.provide !== provider.provide);
  if (others.length !== providers.length - 1) throw new Error(`${module.name} no longer has that provider`);
  Reflect.defineMetadata(MODULE_METADATA.PROVIDERS, [...others, provider], module);
}

replaceProvider(LicencesModule, { provide: FAULT_POINTS, useValue: { pass } });
replaceProvider(SealsModule, { provide: SEAL_USE_LEASE, useValue: LEASE_S });
replaceProvider(SigningModule, {
  provide: SignerProvider,
  inject: [SoftwareSignerProvider],
  useFactory: (inner: SoftwareSignerProvider) => new CountingSignerProvider(inner, signaturesPath),
});

process.once('disconnect', () => process.exit(1));
const config = loadConfig(process.env);
const logger = createLogger(config.log);
const databaseUrl = config.database.url?.reveal() ?? '';
const app = await createApp(
  AppModule.forRoot({ config, logger, databaseUrl, clock: systemClock }),
  config,
  logger,
);
await app.listen(config.port, config.host);

const reaper = app.get(LicenceReaper, { strict: false });
const orphanFiles = app.get(OrphanFiles, { strict: false });
let reaping: Promise<unknown> = Promise.resolve();

/** As the job does it every minute; one round after the other. */
function reap(): Promise<unknown> {
  reaping = reaping.then(() => reaper.reap()).catch(() => undefined);
  return reaping;
}
setInterval(reap, REAP_EVERY_MS);

async function tidy(): Promise<void> {
  await reap();
  await orphanFiles.reconcile(0);
}

process.on('message', (order: ServiceOrder) => {
  if (order.kind === 'fall-at-step') {
    armed = { ...order };
    return;
  }
  const work = order.kind === 'tidy' ? tidy() : askForTwoSeals(app);
  void work.then(() => report({ done: order.kind }));
});
report({ listening: await app.getUrl() });
