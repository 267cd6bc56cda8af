import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawPdf } from '../test/support/drawn-pdf.ts';
import { LineProcess } from './line-process.ts';
import { summary } from './median.ts';
import type { Figure } from './report-table.ts';

const FILE_MB = 200;
const ROUNDS = 3;
/** The file, once more for the result, and a process; where it is only read, the file and a process. */
const MAX_SEAL_MIB = 2 * FILE_MB + 150;
const MAX_VERIFY_MIB = FILE_MB + 150;
const PROGRAM = fileURLToPath(new URL('./large-file-process.js', import.meta.url));

interface Done {
  readonly ms: number;
  readonly peakMib: number;
}

/** Seals and judges a file of 200 MB, from disk to disk, each time in a process of its own. */
export async function benchLargeFile(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zz-bench-'));
  const [drawn, sealed] = [join(folder, 'drawn.pdf'), join(folder, 'sealed.pdf')];
  try {
    writeFileSync(drawn, drawPdf({ ballastBytes: FILE_MB * 1_000_000 }).bytes);
    const sealing = await repeated(`seal ${drawn} ${sealed}`);
    const verifying = await repeated(`verify ${sealed}`);
    return [figure('seal', sealing, MAX_SEAL_MIB), figure('verify', verifying, MAX_VERIFY_MIB)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function repeated(task: string): Promise<Done> {
  const done: Done[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const worker = LineProcess.start([process.execPath, PROGRAM], { onOneCore: true });
    done.push(await worker.ask<Done>(task));
    await worker.end();
  }
  return {
    ms: summary(done.map(({ ms }) => ms)).median,
    peakMib: Math.max(...done.map(({ peakMib }) => peakMib)),
  };
}

function figure(task: string, { ms, peakMib }: Done, mostMib: number): Figure {
  return {
    what: `${task} a file of ${FILE_MB} MB from disk, a process of its own, one core`,
    ours: `${(ms / 1000).toFixed(2)} s, at most ${peakMib.toFixed(0)} MiB`,
    peer: '–',
    goal: `≤ ${mostMib} MiB`,
    met: peakMib <= mostMib,
  };
}
