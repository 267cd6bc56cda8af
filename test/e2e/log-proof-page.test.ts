import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { LOG_KEY_PEM, PROMISED, PROVEN, stampedProof } from '../factories/log-proof-files.ts';
import { axeViolations, describeInChromium, launchChromium } from '../support/chromium.ts';
import { MARKET, type StartedCity, startCity } from '../support/city.ts';
import { settleLog } from '../support/log-tree.ts';
import { type GalleryServer, serveGallery } from '../support/page-gallery.tsx';

/** Set it to a folder to keep pictures of the page. */
const PICTURES = process.env['ZZ_PAGE_PICTURES'];
const WIDTHS = [360, 1280] as const;

const sentenceOf = async (page: Page) => {
  await page.locator('#result .panel').waitFor();
  return page.locator('#result .panel h2').evaluate((heading) => heading.firstChild?.textContent);
};

describeInChromium('the page that checks log proofs', () => {
  let site: GalleryServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await serveGallery();
    browser = await launchChromium();
    if (PICTURES) await mkdir(PICTURES, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  });
  afterEach(() => page.close());

  const shoot = async (name: string) => {
    if (!PICTURES) return;
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: `${PICTURES}/log-proof-${name}-${width}.png`, fullPage: true });
    }
  };

  it('checks what is pasted without asking any network', async () => {
    await page.goto(`${site.origin}/log-proof`);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.fill('#proof', await stampedProof());
    await page.context().setOffline(true);
    await page.click('button[type=submit]');
    expect(await sentenceOf(page)).toBe('证明成立：这条记录在日志里');
    expect(await page.locator('#facts li.passed').count()).toBe(3);
    // The browser fetches the icon of the tab when it likes; that says nothing of what was pasted.
    expect(asked.filter((url) => !url.endsWith('/favicon.svg'))).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await shoot('holds');
  });

  it('checks a file that is opened, and finds out a changed one', async () => {
    await page.goto(`${site.origin}/log-proof?lang=en`);
    const changed = PROVEN.json.replace('"leafIndex": 137', '"leafIndex": 138');
    const file = (json: string) => ({
      name: 'p.json',
      mimeType: 'application/json',
      buffer: Buffer.from(json),
    });
    await page.setInputFiles('#file', file(PROMISED));
    expect(await sentenceOf(page)).toBe('The receipt holds: the entry was written');
    await page.setInputFiles('#file', file(changed));
    await page.getByText('The proof does not hold').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shoot('broken');
  });

  it('says that the signature was not checked where the browser knows no Ed25519', async () => {
    await page.addInitScript(() => {
      const known = crypto.subtle.importKey.bind(crypto.subtle);
      crypto.subtle.importKey = ((...given: Parameters<typeof known>) =>
        given[2] === 'Ed25519'
          ? Promise.reject(new DOMException('Algorithm: Unrecognized name', 'NotSupportedError'))
          : known(...given)) as typeof known;
    });
    await page.goto(`${site.origin}/log-proof-given`);
    await page.click('button[type=submit]');
    expect(await sentenceOf(page)).toBe('能核对的都对，签名没有核对');
    await page.getByText('不会核对 Ed25519').waitFor();
    await shoot('without-ed25519');
  });

  it('relies on the key that the reader puts there', async () => {
    await page.goto(`${site.origin}/log-proof-given`);
    await page.fill('#key', LOG_KEY_PEM.replace(/[A-Za-z](?=[A-Za-z0-9+/]{6}=)/, 'x'));
    await page.click('button[type=submit]');
    expect(await sentenceOf(page)).toBe('证明不成立');
  });

  it('says without script how else a proof is checked, and shows the proof', async () => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(`${site.origin}/log-proof-given`);
    expect(await plain.locator('noscript').textContent()).toContain('要启用脚本');
    expect(await plain.inputValue('#proof')).toBe(PROVEN.json);
    expect(await plain.locator('button[type=submit]').isVisible()).toBe(false);
  });
});

describeInChromium('the proof of a check', () => {
  let city: StartedCity;
  let browser: Browser;

  beforeAll(async () => {
    city = await startCity();
    browser = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await city?.stop();
  });

  it('is a link from its answer: a receipt at first, a proof once a checkpoint covers it', async () => {
    const { token } = (await city.issue()).body;
    const page = await browser.newPage();
    await page.goto(`${city.origin}/v/${token}`);
    await page.getByText('查看日志证明').click();
    await page.waitForURL(/\/log\/proof\/[0-9a-f-]{36}$/);
    await page.click('button[type=submit]');
    expect(['回执有效：这条记录已经写入', '证明成立：这条记录在日志里']).toContain(await sentenceOf(page));
    await settleLog(city);
    await page.reload();
    await page.click('button[type=submit]');
    expect(await sentenceOf(page)).toBe('证明成立：这条记录在日志里');
    expect(await page.locator('#facts li.passed').count()).toBe(3);
  });

  it('is there for every event of a licence that a request led to', async () => {
    const { id } = (await city.issue()).body;
    const { body } = await city.send('GET', `/api/v1/licences/${id}/events`, {
      unit: MARKET,
    });
    const [event] = body.events;
    await settleLog(city);
    const proof = await city.send('GET', `/api/v1/log/proofs/${event.requestId}`);
    expect([proof.status, proof.body.state]).toEqual([200, 'proven']);
    expect(proof.body.timeStamp).not.toBeNull();
  });

  it('is not found for an entry that is none', async () => {
    const answer = await fetch(`${city.origin}/log/proof/00000000-0000-4000-8000-000000000009`);
    expect(answer.status).toBe(404);
    expect((await fetch(`${city.origin}/log/proof/nothing`)).status).toBe(400);
  });
});
