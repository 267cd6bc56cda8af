import type { Browser, CDPSession } from 'playwright-core';
import { chromiumPath, launchChromium } from '../test/support/chromium.ts';
import { BenchCity } from './bench-city.ts';
import { issueMany } from './issue-load.ts';
import { summary } from './median.ts';
import type { Figure } from './report-table.ts';

const VISITS = 7;
/** An old phone far from the mast: 400 kbit/s, 400 ms there and back, a fourth of the processor. */
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const PROCESSOR_SLOWED = 4;
const TELEPHONE = { width: 360, height: 640 };
const GOAL_MS = 1_000;

/** When the largest part of a page is painted on its first visit (largest contentful paint), without TLS. */
export async function benchPagePaint(): Promise<Figure[]> {
  if (!chromiumPath) throw new Error('page-paint needs Chromium');
  const city = await BenchCity.found();
  const browser = await launchChromium();
  try {
    const service = await city.serve({ pinned: false });
    const { origin } = service;
    const { tokens } = await issueMany({ origin, clients: city.clients, licences: 1, inFlight: 1, from: 0 });
    const pages = [
      ['result of a scanned code', `/v/${tokens[0]}`],
      ['first page', '/'],
    ] as const;
    const figures: Figure[] = [];
    for (const [name, path] of pages) figures.push(await paintOf(browser, name, origin + path));
    await service.stop();
    return figures;
  } finally {
    await browser.close();
    await city.remove();
  }
}

async function paintOf(browser: Browser, name: string, url: string): Promise<Figure> {
  const visits: { paintMs: number; bytes: number }[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) visits.push(await firstVisit(browser, url));
  const { median } = summary(visits.map(({ paintMs }) => paintMs));
  return {
    what: `largest contentful paint on slow 3G (400 kbit/s, 400 ms), processor slowed 4 times, 360 × 640, no TLS: ${name}`,
    ours: `${(median / 1000).toFixed(2)} s, ${visits[0]?.bytes} bytes`,
    peer: '–',
    goal: '≤ 1.0 s',
    met: median <= GOAL_MS,
  };
}

/** In a context of its own: nothing is cached. */
async function firstVisit(browser: Browser, url: string): Promise<{ paintMs: number; bytes: number }> {
  const context = await browser.newContext({ viewport: TELEPHONE });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW_3G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: PROCESSOR_SLOWED });
    const bytes = bytesOfDocument(devtools);
    await page.goto(url, { waitUntil: 'load' });
    const paintMs = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          });
        }),
    );
    return { paintMs, bytes: await bytes };
  } finally {
    await context.close();
  }
}

/** What the document itself weighs on the wire, headers included. */
function bytesOfDocument(devtools: CDPSession): Promise<number> {
  let document = '';
  return new Promise((resolve) => {
    devtools.on('Network.requestWillBeSent', ({ requestId, type }) => {
      if (type === 'Document') document = requestId;
    });
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (requestId === document) resolve(encodedDataLength);
    });
  });
}
