import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { type StartedApp, startApp } from '../support/start-app.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'zh-CN,zh;q=0.9' };

describe('pages of the running service', () => {
  let started: StartedApp;
  beforeAll(async () => {
    started = await startApp();
  });
  afterAll(() => started.stop());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(started.origin + path, { headers: { ...BROWSER, ...headers }, redirect: 'manual' });

  it.each(['/offline', '/issuers', '/pki'])('sends %s with the headers of every page', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    const { headers } = response;
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    const policy = headers.get('content-security-policy') ?? '';
    const [, nonce] = /script-src 'nonce-([\w-]+)' 'strict-dynamic'/.exec(policy) ?? [];
    expect(policy).not.toMatch(/unsafe|http:|https:/);
    expect(await response.text()).toContain(`<style nonce="${nonce}">`);
  });

  it('lets the camera be asked for on the offline page alone', async () => {
    expect((await get('/offline')).headers.get('permissions-policy')).toContain('camera=(self)');
    expect((await get('/pki')).headers.get('permissions-policy')).toContain('camera=()');
  });

  it('remembers the order of languages and the size in a cookie, without script', async () => {
    const response = await get('/pki?lang=en&size=large');
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await response.text()).toContain('<html lang="en" data-size="large">');
    const again = await get('/issuers', { cookie });
    expect(await again.text()).toContain('<html lang="en" data-size="large">');
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  it('names its scripts by their content and lets them be kept for good', async () => {
    const page = await (await get('/offline')).text();
    const [, url = ''] = /src="(\/assets\/offline-boot-\w+\.js)"/.exec(page) ?? [];
    const script = await get(url);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect((await get('/assets/no-such.js')).status).toBe(404);
  });

  it('gives the service worker a policy under which it can fetch from us', async () => {
    const worker = await get('/offline-worker.js');
    expect(worker.headers.get('content-security-policy')).toBe("default-src 'none'; connect-src 'self'");
  });

  it('publishes the keyring with the key that statements are signed by', async () => {
    const keyring = await (await get('/offline/keyring', { accept: 'application/json' })).json();
    expect(keyring).toMatchObject({ trial: true, keys: [{ keyId: expect.any(Number) }] });
  });

  it('lists the authorities with their fingerprints', async () => {
    const page = await (await get('/pki')).text();
    expect(page).toMatch(/<code>([0-9A-F]{2}:){31}[0-9A-F]{2}<\/code>/);
    expect(page).toContain('href="/pki/ca/root.cer"');
    expect((await get('/pki/ca/root.cer')).status).toBe(200);
  });

  it('shows people a page and programs a problem when something is not there', async () => {
    const page = await get('/no-such-page');
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('<h1>没有这个网页');
    const problem = await get('/no-such-page', { accept: 'application/json' });
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
  });

  it('compresses for who accepts it', async () => {
    const body = await new Promise<Buffer>((resolve) => {
      const url = `${started.origin}/pki`;
      request(url, { headers: { ...BROWSER, 'accept-encoding': 'gzip, br' } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve(Buffer.concat(parts)));
      }).end();
    });
    expect(brotliDecompressSync(body).toString()).toContain('</html>');
    expect(body.length).toBeLessThanOrEqual(14 * 1024);
  });

  it('tells search machines to stay away from results', async () => {
    expect(await (await get('/robots.txt')).text()).toContain('Disallow: /v/');
  });
});
