import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { withServiceContext } from '../src/service-context.ts';
import { asPersistedSealUse } from '../src/signing/persisted-seal-use.ts';
import type { SignatureLevel } from '../src/signing/signature-level.ts';
import { SigningService } from '../src/signing/signing.service.ts';
import { TrustService } from '../src/trust/trust.service.ts';
import { drawPdf } from '../test/support/drawn-pdf.ts';
import { BenchCity } from './bench-city.ts';
import type { Figure } from './report-table.ts';

const PAGE_BYTES = 86_000;
const ROUNDS = 8;
const SEALS_IN_ROUND = 250;
const IN_FLIGHT = 16;
const ASKED_A_SECOND = 400;
const UNIT = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
const SEAL = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1', signerName: UNIT.name } as const;
const { bytes: pdf, layout } = drawPdf({ ballastBytes: PAGE_BYTES - 800 });

interface Spent {
  seals: number;
  seconds: number;
  cpuMs: number;
  addedBytes: number;
}

/** Seals at B-LT with our own time-stamp authority and responder, in turns with bare ones. */
export async function benchSealLevel(): Promise<Figure[]> {
  const city = await BenchCity.found();
  try {
    return await withServiceContext(city.environment, measure);
  } finally {
    await city.remove();
  }
}

async function measure(app: INestApplicationContext): Promise<Figure[]> {
  const trust = app.get(TrustService, { strict: false });
  await trust.issueDevelopmentSealKey({ keyId: 'seal-bench', unit: UNIT, suite: 'p256' });
  const signing = app.get(SigningService, { strict: false });
  const spent = { 'B-B': nothing(), 'B-LT': nothing() };
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const level of ['B-B', 'B-LT'] as const) {
      const one = await sealMany(signing, level);
      if (round >= 0) add(spent[level], one);
    }
  }
  const { 'B-B': bare, 'B-LT': whole } = spent;
  const perSecond = whole.seals / whole.seconds;
  return [
    {
      what: `seal a page of ${PAGE_BYTES / 1000} kB at B-LT, P-256, own time-stamp authority and responder, evidence kept while fresh`,
      ours: `${perSecond.toFixed(0)} a second; ${told(whole)}`,
      peer: `bare (B-B) ${(bare.seals / bare.seconds).toFixed(0)} a second; ${told(bare)}`,
      goal: `≥ ${ASKED_A_SECOND} a second`,
      met: perSecond >= ASKED_A_SECOND,
    },
  ];
}

async function sealMany(signing: SigningService, level: SignatureLevel): Promise<Spent> {
  const documentDigest = createHash('sha256').update(pdf).digest();
  const use = asPersistedSealUse({ id: 'use', sealId: 'seal', documentDigest });
  let begun = 0;
  let sealedBytes = 0;
  const work = async () => {
    while (begun++ < SEALS_IN_ROUND) {
      const sealed = await signing.sealPdf(use, { sealKeyId: 'seal-bench', pdf, layout, seal: SEAL, level });
      sealedBytes = sealed.pdf.length;
    }
  };
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - startedAt) / 1000;
  const addedBytes = sealedBytes - pdf.length;
  return { seals: SEALS_IN_ROUND, seconds, cpuMs: (user + system) / 1000, addedBytes };
}

const nothing = (): Spent => ({ seals: 0, seconds: 0, cpuMs: 0, addedBytes: 0 });

function add(sum: Spent, one: Spent): void {
  sum.seals += one.seals;
  sum.seconds += one.seconds;
  sum.cpuMs += one.cpuMs;
  sum.addedBytes = one.addedBytes;
}

const told = ({ cpuMs, seals, addedBytes }: Spent): string =>
  `${(cpuMs / seals).toFixed(2)} ms CPU and ${(addedBytes / 1000).toFixed(1)} kB each`;
