import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { describeInChromium, launchChromium } from '../support/chromium.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';

let service: StartedApp;

beforeAll(async () => {
  service = await startApp();
}, 60_000);

afterAll(() => service?.stop());

it('serves the description that was generated and checked', async () => {
  const response = await fetch(`${service.origin}/api/openapi.json`);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await response.text()).toBe(readFileSync('docs/openapi.json', 'utf8'));
});

describeInChromium('the page of the interface', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);

  afterAll(() => browser?.close());

  it('shows every group under our own policy, and asks no other host for anything', async () => {
    const page = await browser.newPage();
    const hosts = new Set<string>();
    const complaints: string[] = [];
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${service.origin}/api/docs`);
    await page.getByText('扫码查验').first().waitFor({ timeout: 30_000 });
    await page.getByText('签发证照').first().click();
    await page.getByText('Idempotency-Key').first().waitFor();
    expect(complaints).toEqual([]);
    expect([...hosts].filter((host) => host !== '')).toEqual([new URL(service.origin).host]);
    if (process.env['ZZ_TEST_PICTURES'])
      await page.screenshot({ path: `${process.env['ZZ_TEST_PICTURES']}/interface.png` });
    await page.close();
  }, 90_000);
});
