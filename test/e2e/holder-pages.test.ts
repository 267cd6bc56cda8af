import type { Browser, Page } from 'playwright-core';
import type { RunningProvider } from '../../src/demo/demo-identity-provider.ts';
import { axeViolations, describeInChromium, launchChromium } from '../support/chromium.ts';
import { rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { newBrowser, signInAs } from '../support/holder-sign-in.ts';
import { PUBLIC_ORIGIN, startIdentityProvider } from '../support/identity-provider.ts';
import { settleLog } from '../support/log-tree.ts';

const HOME = `${PUBLIC_ORIGIN}/holder`;

let provider: RunningProvider;
let city: StartedCity;
let marriage: string;

beforeAll(async () => {
  const started = await startIdentityProvider();
  provider = started;
  city = await startCity({ environment: started.environment });
  marriage = (await city.issue({ type: '结婚证' })).body.id;
}, 120_000);

afterAll(async () => {
  await city?.stop();
  await provider?.stop();
});

describe('the pages of holders', () => {
  it('list, show and log, with one entry for each page that was opened', async () => {
    const browser = newBrowser(city);
    const home = await signInAs(browser, '欧阳㛃');
    expect([home.status, home.url.href]).toEqual([200, HOME]);
    expect(home.text).toContain('已登录：欧*㛃');
    expect(home.text).toContain(`/holder/licences/${marriage}`);
    const page = await browser.open(`${HOME}/licences/${marriage}`);
    expect(page.text).toContain('谁查看过这份证照');
    const rows = await rowsOf<{ act: string; entries: string; requests: string }>(
      city,
      `SELECT act, count(*) AS entries, count(DISTINCT request_id) AS requests FROM audit_entries
       WHERE act LIKE 'own-licence.%' GROUP BY act ORDER BY act`,
    );
    expect(rows).toEqual([
      { act: 'own-licence.list', entries: '1', requests: '1' },
      { act: 'own-licence.read', entries: '1', requests: '1' },
    ]);
  });

  it('say the same of another’s licence and of none, and show who is not signed in the way', async () => {
    const husband = newBrowser(city);
    await signInAs(husband, '阿卜杜热合曼·买买提');
    const foreign = await husband.open(`${HOME}/licences/${marriage}`);
    const missing = await husband.open(`${HOME}/licences/5b0c2f6e-6f0c-4a7c-9f3e-6f2f0d9b0a01`);
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    const nobody = await newBrowser(city).open(`${HOME}/licences/${marriage}`);
    expect([nobody.status, nobody.text]).toEqual([401, expect.stringContaining('href="/holder"')]);
  });
});

describeInChromium('a holder in a browser', () => {
  let chromium: Browser;

  beforeAll(async () => {
    const [from, to] = [new URL(PUBLIC_ORIGIN).host, new URL(city.origin).host];
    chromium = await launchChromium([`--host-resolver-rules=MAP ${from} ${to}`]);
  }, 60_000);
  afterAll(() => chromium?.close());

  const fitsAndIsReadable = async (page: Page) => {
    expect(await axeViolations(page)).toEqual([]);
    const overflows = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    expect(await page.evaluate(overflows)).toBe(false);
  };

  it.each([360, 1280])(
    'goes the whole way at %i px: in, to a licence, its file and its log, and out',
    async (width) => {
      const context = await chromium.newContext({ viewport: { width, height: 800 }, acceptDownloads: true });
      const page = await context.newPage();
      await page.goto(HOME);
      await fitsAndIsReadable(page);
      await page.click('a.button');
      await fitsAndIsReadable(page);
      await page.click('text=陈𬀩');
      await page.waitForURL(HOME);
      await fitsAndIsReadable(page);
      await page.click(`a[href="/holder/licences/${marriage}"]`);
      await page.waitForURL(`${HOME}/licences/${marriage}`);
      await fitsAndIsReadable(page);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('a.button')]);
      expect(download.suggestedFilename()).toMatch(/^结婚证-.*\.pdf$/);
      await settleLog(city);
      await page.reload();
      expect(await page.textContent('.log')).toContain('下载文件');
      await page.click('button[type="submit"]');
      await page.waitForURL(HOME);
      expect(await page.textContent('main')).toContain('实名登录');
      const session = (await context.cookies()).find(({ name }) => name === 'zz-session');
      expect(session).toBeUndefined();
      await context.close();
    },
    60_000,
  );
});
