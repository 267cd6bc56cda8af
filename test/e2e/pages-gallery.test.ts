import { mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeViolations, describeInChromium, launchChromium } from '../support/chromium.ts';
import { GALLERY, type GalleryServer, serveGallery } from '../support/page-gallery.tsx';

const NAMES = Object.keys(GALLERY);
const VERDICTS = NAMES.filter((name) => /^(verdict|trial)-/.test(name));
/** Enough for a machine that does much else. */
const PATIENCE_MS = 60_000;
/** Set it to a folder to keep a picture of every page. */
const PICTURES = process.env['ZZ_PAGE_PICTURES'];

describeInChromium('every state of every page', () => {
  let browser: Browser;
  let gallery: GalleryServer;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    gallery = await serveGallery();
    browser = await launchChromium();
    context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 640 } });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  async function open(name: string, query = '', size = { width: 360, height: 640 }): Promise<void> {
    await page.setViewportSize(size);
    await page.goto(`${gallery.origin}/${name}${query}`);
  }

  it(
    'would find a picture without words and a page wider than the screen',
    async () => {
      await open('check');
      await page.evaluate(() => {
        const wide = `<img src="data:,"><pre>${'x '.repeat(999)}</pre>`;
        document.querySelector('main')?.insertAdjacentHTML('beforeend', wide);
      });
      expect((await axeViolations(page)).map(({ id }) => id)).toContain('image-alt');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeGreaterThan(360);
    },
    PATIENCE_MS,
  );

  describe.each(['zh', 'en'])('with %s first', (language) => {
    it.each(NAMES)(
      '%s has no violation that axe finds and needs no sideways scrolling, in large type too',
      async (name) => {
        await open(name, `?lang=${language}`, { width: 320, height: 640 });
        const width = () => page.evaluate(() => document.documentElement.scrollWidth);
        expect(await width()).toBeLessThanOrEqual(320);
        expect(await axeViolations(page)).toEqual([]);
        await page.evaluate(() => {
          document.documentElement.dataset['size'] = 'large';
        });
        expect(await width()).toBeLessThanOrEqual(320);
        expect(await axeViolations(page)).toEqual([]);
      },
      PATIENCE_MS,
    );
  });

  describe.each(['zh', 'en'])('with %s first', (language) => {
    it.each(VERDICTS)(
      '%s shows its panel whole: on a small telephone, in large type on a common one',
      async (name) => {
        const bottom = () =>
          page.evaluate(() => document.querySelector('.panel')?.getBoundingClientRect().bottom ?? Infinity);
        await open(name, `?lang=${language}`);
        expect(await bottom()).toBeLessThanOrEqual(640);
        await open(name, `?lang=${language}&size=large`, { width: 390, height: 844 });
        expect(await bottom()).toBeLessThanOrEqual(844);
      },
      PATIENCE_MS,
    );
  });

  it.each(VERDICTS)(
    '%s says the verdict first in its title',
    async (name) => {
      await open(name);
      const sentence = await page.textContent('h1');
      expect(await page.title()).toBe(`${sentence} – 晋城市电子证照核验`);
    },
    PATIENCE_MS,
  );

  it(
    'does not move anything while it loads, and asks no other host',
    async () => {
      const hosts = new Set<string>();
      page.on('request', (request) => hosts.add(new URL(request.url()).origin));
      for (const name of NAMES) {
        await open(name);
        const shift = await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              let total = 0;
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) total += (entry as { value?: number }).value ?? 0;
              }).observe({ type: 'layout-shift', buffered: true });
              requestAnimationFrame(() => setTimeout(() => resolve(total), 20));
            }),
        );
        expect([name, shift]).toEqual([name, 0]);
      }
      page.removeAllListeners('request');
      expect([...hosts]).toEqual([gallery.origin]);
    },
    PATIENCE_MS,
  );

  it(
    'lets every control be hit by a finger: 44 px, 60 in large type',
    async () => {
      const small = () =>
        page.evaluate(() => {
          const target = Number.parseFloat(
            getComputedStyle(document.documentElement).getPropertyValue('--target'),
          );
          return [
            ...document.querySelectorAll('a.button,button,input:not([type=hidden]),select,textarea,summary'),
          ]
            .filter((element) => element.getClientRects().length > 0)
            .filter((element) => element.getBoundingClientRect().height < target)
            .map((element) => element.outerHTML);
        });
      for (const name of ['check-wrong', 'problem-report-wrong', 'verdict-valid', 'on-date', 'offline']) {
        for (const query of ['', '?size=large']) {
          await open(name, query);
          expect([name, query, await small()]).toEqual([name, query, []]);
        }
      }
    },
    PATIENCE_MS,
  );

  it(
    'weighs at most 8 KB for a result and 14 KB for any page',
    async () => {
      for (const name of NAMES) {
        expect(await bytesOnTheWire(`${gallery.origin}/${name}`)).toBeLessThanOrEqual(
          VERDICTS.includes(name) ? 8 * 1024 : 14 * 1024,
        );
      }
    },
    PATIENCE_MS,
  );

  (PICTURES ? it : it.skip)(
    'is drawn for people to look at (skipped: ZZ_PAGE_PICTURES not set)',
    async () => {
      await mkdir(PICTURES ?? '', { recursive: true });
      for (const name of NAMES) {
        for (const [width, height, query] of [
          [360, 640, ''],
          [360, 640, '?lang=en'],
          [390, 844, '?size=large'],
          [1280, 800, ''],
        ] as const) {
          await open(name, query, { width, height });
          const label = `${name}-${width}${query.replace(/\W/g, '-')}.png`;
          await page.screenshot({ path: `${PICTURES}/${label}`, fullPage: true });
        }
      }
    },
    300_000,
  );
});

/** `fetch` decompresses, so the bare client counts. */
function bytesOnTheWire(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
      });
      response.on('end', () => resolve(length));
    })
      .on('error', reject)
      .end();
  });
}
