import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { axeViolations, describeInChromium, launchChromium } from '../support/chromium.ts';
import { type StartedCity, startCity } from '../support/city.ts';
import { staffRow } from '../support/staff.ts';
import { enrolmentCode, PASSWORD, PUBLIC_ORIGIN, totpCode } from '../support/staff-sign-in.ts';

const PATIENCE_MS = 120_000;
/** Set it to a folder to keep a picture of every page. */
const PICTURES = process.env['ZZ_PAGE_PICTURES'];

describeInChromium('pages of staff, in a browser with a security key', () => {
  let city: StartedCity;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let devtools: CDPSession;

  beforeAll(async () => {
    city = await startCity();
    // Keys are bound to the public origin's host; the browser finds the test's service under that name.
    const { port } = new URL(city.origin);
    browser = await launchChromium([`--host-resolver-rules=MAP localhost 127.0.0.1:${port}`]);
    context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 740 } });
    page = await context.newPage();
    devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'usb',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }, PATIENCE_MS);

  afterAll(async () => {
    await browser?.close();
    await city?.stop();
  });

  const path = () => new URL(page.url()).pathname;
  const go = (to: string) => page.goto(PUBLIC_ORIGIN + to);
  const button = (name: string) => page.getByRole('button', { name }).first();

  /** The page as it stands is free of what axe finds and of sideways scrolling, on a telephone and a screen. */
  async function expectUsable(name: string): Promise<void> {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect({ name, violations: await axeViolations(page) }).toEqual({ name, violations: [] });
      if (!PICTURES) continue;
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true });
    }
  }

  async function firstStep(login: string): Promise<void> {
    await go('/staff/sign-in');
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(PASSWORD);
    await button('下一步').click();
  }

  /** An invited person enrols with the browser's key. */
  async function enrolWithKey(): Promise<string> {
    const row = await staffRow(city, [], { state: 'invited' });
    await go('/staff/enrol');
    await page.getByLabel('登录名').fill(row.login);
    await page.getByLabel('登记码').fill(await enrolmentCode(city, row.id));
    await page.getByLabel('新密码').first().fill(PASSWORD);
    await page.getByLabel('再输一次新密码').fill(PASSWORD);
    await button('下一步').click();
    await page.waitForURL('**/staff/enrol/factor');
    await expectUsable('enrol-key');
    await button('登记安全密钥').click();
    await page.waitForURL('**/staff/account');
    return row.login;
  }

  it(
    'lets a person enrol with a key and sign in with it, and not twice with one answer of it',
    async () => {
      const login = await enrolWithKey();
      await expectUsable('account');
      await button('退出登录').click();
      await page.waitForURL('**/staff/sign-in');
      await go('/staff/account');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('请先登录');
      await expectUsable('signed-out');

      await firstStep(login);
      await page.waitForURL('**/second-step');
      await expectUsable('second-step-key');
      const cookies = await context.cookies();
      const sent = page.waitForRequest((request) => request.method() === 'POST');
      await button('使用安全密钥').click();
      const body = (await sent).postData() ?? '';
      await page.waitForURL('**/staff/account');
      expect(body).toContain('clientDataJSON');

      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      const again = await fetch(`${city.origin}/staff/sign-in/second-step`, {
        method: 'POST',
        headers: { cookie, origin: PUBLIC_ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
        body,
        redirect: 'manual',
      });
      expect(again.status).toBe(400);
      expect(again.headers.getSetCookie()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'refuses the answer of a key to another challenge',
    async () => {
      const login = await enrolWithKey();
      await button('退出登录').click();
      await firstStep(login);
      await page.waitForURL('**/second-step');
      await page.evaluate(() => {
        const form = document.querySelector<HTMLFormElement>('form[data-security-key]');
        if (!form) throw new Error('no form');
        const options = JSON.parse(form.dataset['options'] ?? '{}') as { challenge: string };
        form.dataset['options'] = JSON.stringify({ ...options, challenge: 'A'.repeat(43) });
      });
      await button('使用安全密钥').click();
      await page.waitForSelector('#summary');
      expect(path()).toBe('/staff/sign-in/second-step');
      expect(await page.locator('#summary').textContent()).toContain('第二步验证没有通过');
      await button('使用安全密钥').click();
      await page.waitForURL('**/staff/account');
    },
    PATIENCE_MS,
  );

  it(
    'lets a person add an app, change the password and see where they are signed in',
    async () => {
      await enrolWithKey();
      await page.getByRole('link', { name: '验证器应用' }).click();
      await page.waitForURL('**/factors?kind=totp');
      await expectUsable('add-app');
      const secret = ((await page.locator('dd code').textContent()) ?? '').replace(/\s/g, '');
      await page.getByLabel('验证码').fill(totpCode(city, secret));
      await page.getByLabel('名称').fill('手机');
      await page.getByLabel('现在的密码').fill('wrong');
      await button('登记').click();
      await page.waitForSelector('#summary');
      await expectUsable('add-app-wrong');
      const another = ((await page.locator('dd code').textContent()) ?? '').replace(/\s/g, '');
      expect(another).not.toBe(secret);
      await page.getByLabel('验证码').fill(totpCode(city, another));
      await page.getByLabel('现在的密码').fill(PASSWORD);
      await button('登记').click();
      await page.waitForURL('**/staff/account?done=1');
      await expectUsable('account-two-factors');
      expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toHaveLength(3);

      await page.getByRole('link', { name: '数字证书' }).click();
      await page.waitForURL('**/factors?kind=certificate');
      await expectUsable('add-certificate');
      await go('/staff/account');
      await page.locator('#newPassword').fill('abc');
      await page.locator('#repeat').fill('abc');
      await page.locator('#password').fill(PASSWORD);
      await button('更换密码').click();
      await page.waitForSelector('#summary');
      await expectUsable('password-refused');
      expect(await page.locator('#summary').textContent()).toContain('密码不能少于10个字符');
    },
    PATIENCE_MS,
  );

  it(
    'shows the same to everybody who is refused',
    async () => {
      await context.clearCookies();
      await firstStep('nobody');
      await page.waitForSelector('#summary');
      await expectUsable('sign-in-refused');
      expect(await page.locator('#summary').textContent()).toContain('登录名或密码不对，或账号');
      await go('/staff/sign-in');
      await expectUsable('sign-in');
      await go('/staff/enrol');
      await expectUsable('enrol');
      await go('/staff/sign-in/second-step');
      expect(await page.locator('#summary').textContent()).toContain('从头开始');
    },
    PATIENCE_MS,
  );

  it(
    'take no form that was made for another session, nor one from another site',
    async () => {
      await context.clearCookies();
      await enrolWithKey();
      const token = await page.locator('input[name=formToken]').first().inputValue();
      await context.clearCookies();
      await enrolWithKey();
      const [cookie = ''] = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
      const send = (formToken: string, headers: Record<string, string>) =>
        fetch(`${city.origin}/staff/account/sign-out`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body: new URLSearchParams({ formToken }).toString(),
          redirect: 'manual',
        });
      const own = await page.locator('input[name=formToken]').first().inputValue();
      expect((await (await send(token, { origin: PUBLIC_ORIGIN })).json()).code).toBe('form.outdated');
      expect((await (await send('', { origin: PUBLIC_ORIGIN })).json()).code).toBe('form.outdated');
      expect((await (await send(own, { 'sec-fetch-site': 'cross-site' })).json()).code).toBe(
        'caller.cross-site',
      );
      expect((await send(own, { origin: PUBLIC_ORIGIN })).status).toBe(303);
    },
    PATIENCE_MS,
  );
});
