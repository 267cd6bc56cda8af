import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BOUNCY_CASTLE_CLASSPATH, bouncyCastleMissing } from '../test/support/bouncy-castle.ts';
import { drawPdf } from '../test/support/drawn-pdf.ts';
import { sealPdf } from '../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../test/support/signing-identity.ts';
import { LineProcess } from './line-process.ts';
import { summary } from './median.ts';
import type { Figure } from './report-table.ts';

const ROUNDS = 10;
const TIMES_A_ROUND = 200;
/** Enough for the Java compiler to have done its best. */
const WARM_UP_TIMES = 3_000;

interface Verified {
  readonly ms: readonly number[];
  readonly peakMib: number;
}

/** Judges a page that two departments sealed, with what changed since, against PDFBox with Bouncy Castle without that. */
export async function benchVerifyPage(): Promise<Figure[]> {
  const missing = bouncyCastleMissing();
  if (missing)
    throw new Error(`${missing}: apt-get install default-jdk-headless libpdfbox2-java libbcpkix-java`);
  const folder = mkdtempSync(join(tmpdir(), 'zz-bench-'));
  try {
    const file = join(folder, 'sealed-twice.pdf');
    writeFileSync(file, sealedTwice());
    return [await figureOver(file)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sealedTwice(): Uint8Array {
  const [first, second] = [makeSigningIdentity('rsa-2048'), makeSigningIdentity('rsa-2048', '晋城市民政局')];
  const once = sealPdf(drawPdf({ ballastBytes: 85_000 }).bytes, first);
  return sealPdf(once, second, { fieldName: 'Seal2' });
}

async function figureOver(file: string): Promise<Figure> {
  const here = (program: string) => fileURLToPath(new URL(program, import.meta.url));
  const java = join(process.cwd(), 'bench/peers/VerifyPdf.java');
  const ours = LineProcess.start([process.execPath, here('./verify-process.js'), file], { onOneCore: true });
  const peer = LineProcess.start(['java', '-cp', BOUNCY_CASTLE_CLASSPATH, java, file], { onOneCore: true });
  const ms = { ours: [] as number[], theirs: [] as number[] };
  const peakMib = { ours: 0, theirs: 0 };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [side, process] of [
      ['ours', ours],
      ['theirs', peer],
    ] as const) {
      const verified = await process.ask<Verified>(String(round === 0 ? WARM_UP_TIMES : TIMES_A_ROUND));
      if (round > 0) ms[side].push(...verified.ms);
      peakMib[side] = verified.peakMib;
    }
  }
  await Promise.all([ours.end(), peer.end()]);
  return figure(summary(ms.ours), summary(ms.theirs), peakMib);
}

type Summary = ReturnType<typeof summary>;

function figure(ours: Summary, theirs: Summary, peakMib: { ours: number; theirs: number }): Figure {
  const ratio = theirs.median / ours.median;
  const inWords = ({ median, p99 }: Summary, mib: number) =>
    `${median.toFixed(2)} ms (p99 ${p99.toFixed(2)}), ${mib.toFixed(0)} MiB`;
  return {
    what: 'verify a page of 86 kB with two seals (RSA-2048), what changed since included; one core, warm',
    ours: inWords(ours, peakMib.ours),
    peer: `PDFBox + Bouncy Castle, without what changed: ${inWords(theirs, peakMib.theirs)}`,
    goal: `${ratio.toFixed(1)} times as fast, asked ≥ 2`,
    met: ratio >= 2,
  };
}
