import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { forgedStatement, KEYRING, writtenStatement } from '../factories/signed-statements.ts';
import { axeViolations, describeInChromium, launchChromium } from '../support/chromium.ts';
import { codeFilm, codePhoto } from '../support/code-pictures.ts';
import { type GalleryServer, serveGallery } from '../support/page-gallery.tsx';

describeInChromium('the offline page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zz-offline-'));
  const film = join(folder, 'camera.y4m');
  let site: GalleryServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    writeFileSync(film, codeFilm(writtenStatement()));
    site = await serveGallery(KEYRING);
    browser = await launchChromium([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opened once with a network, which is then gone. */
  beforeEach(async () => {
    errors.length = 0;
    context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${site.origin}/offline`);
    await page.getByText('已存好，可以断网使用').waitFor();
    await context.setOffline(true);
    await page.reload();
  });
  afterEach(() => context.close());

  const verdict = async () => {
    await page.locator('#result .panel').waitFor();
    return page.locator('#result .panel h2').evaluate((heading) => heading.firstChild?.textContent);
  };

  it('opens without network and says how old its keys are', async () => {
    await page.getByText('公钥更新于2026年11月23日 00:00:00').waitFor();
    expect(await page.locator('h1').textContent()).toContain('离线核验');
  });

  it('calls a pasted statement genuine and its state not checked, with the fields to compare', async () => {
    await page.fill('#statement', writtenStatement());
    await page.click('button[type=submit]');
    expect(await verdict()).toBe('声明真实，状态未核对');
    const shown = await page.locator('#result').textContent();
    for (const text of ['状态未核对', '营业执照', '王*', '长期']) expect(shown).toContain(text);
    expect(errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  it('finds out the twin that names another holder, and shows nothing of it', async () => {
    await page.fill('#statement', forgedStatement());
    await page.click('button[type=submit]');
    expect(await verdict()).toBe('声明是假的，或被改动过');
    expect(await page.locator('#result').textContent()).not.toContain('李*');
  });

  it('reads the code in a photo without sending it anywhere', async () => {
    const buffer = await codePhoto(writtenStatement());
    await page.setInputFiles('#photo', { name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
    expect(await verdict()).toBe('声明真实，状态未核对');
  });

  it('says that a photo has no code in it', async () => {
    await page.setInputFiles('#photo', {
      name: 'x.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('no picture'),
    });
    await page.getByText('照片里没有找到二维码').waitFor();
  });

  it('reads the code before the camera, and lets go of the camera', async () => {
    await page.click('#scan');
    expect(await verdict()).toBe('声明真实，状态未核对');
    expect(await page.locator('#camera').isVisible()).toBe(false);
  });

  it('has no violation that axe finds with a result shown', async () => {
    await page.fill('#statement', writtenStatement());
    await page.click('button[type=submit]');
    await verdict();
    expect(await axeViolations(page)).toEqual([]);
  });
});

describeInChromium('the offline page without script', () => {
  it('is a form that the server answers, and says why', async () => {
    const site = await serveGallery(KEYRING);
    const browser = await launchChromium();
    try {
      const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
      await page.goto(`${site.origin}/offline`);
      expect(await page.locator('noscript').textContent()).toContain('要启用脚本');
      expect(await page.getAttribute('#statement-form', 'action')).toBe('/check/statement');
      expect(await page.locator('#scan').isVisible()).toBe(false);
    } finally {
      await browser.close();
      await site.close();
    }
  });
});
