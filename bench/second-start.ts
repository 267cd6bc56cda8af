import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { BenchCity, benchSettings } from './bench-city.ts';
import { summary } from './median.ts';
import type { Figure } from './report-table.ts';

const STARTS = 5;
const CLI = fileURLToPath(new URL('../src/cli.js', import.meta.url));

/** From `zhaozhang start` on a city that exists, its database included, to the first answer of the check page. */
export async function benchSecondStart(): Promise<Figure[]> {
  const city = await BenchCity.found();
  try {
    await city.database.stop();
    const times: number[] = [];
    for (let start = 0; start < STARTS; start += 1) times.push(await timeOneStart(city.dataDir));
    const { median } = summary(times);
    return [
      {
        what: 'second start: database, service, first page answered',
        ours: `${(median / 1000).toFixed(2)} s`,
        peer: '–',
        goal: '≤ 2.5 s',
        met: median <= 2_500,
      },
    ];
  } finally {
    await city.remove();
  }
}

async function timeOneStart(dataDir: string): Promise<number> {
  const port = await freePort();
  const { DATABASE_URL: _other, ...settings } = benchSettings(dataDir);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [CLI, 'start'], {
    env: { ...settings, PORT: String(port) },
    stdio: 'inherit',
  });
  while (!(await answers(`http://127.0.0.1:${port}/`))) await new Promise((later) => setTimeout(later, 10));
  const ms = performance.now() - startedAt;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  return ms;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}
