import { type Assets, loadAssets } from './assets.ts';

describe('the files that pages need', () => {
  let assets: Assets;
  beforeAll(async () => {
    assets = await loadAssets();
  });

  const sizeOf = (part: string) => {
    const found = [...assets.hashed].find(([name]) => name.startsWith(part));
    return found?.[1].brotli.length ?? Number.POSITIVE_INFINITY;
  };

  it('runs at most 1 KB of script before anyone touches the offline page', () => {
    expect(sizeOf('offline-boot-')).toBeLessThanOrEqual(1024);
  });

  it('keeps the scanner, loaded on tap alone, within 20 KB', () => {
    expect(sizeOf('code-scanner-')).toBeLessThanOrEqual(20 * 1024);
  });

  it('keeps the style within 8 KB', () => {
    expect(assets.css.length).toBeLessThanOrEqual(8 * 1024);
  });

  it('tells the worker each script by its hash name', () => {
    const worker = assets.offlineWorker.plain.toString();
    const others = [assets.logProofUrl, assets.securityKeyUrl];
    const names = [...assets.hashed.keys()].filter((name) => !others.some((url) => url.endsWith(name)));
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(worker).toContain(`/assets/${name}`);
    for (const url of others) expect(worker).not.toContain(url);
  });

  it('keeps the script of security keys, one file of its own, within 4 KB', () => {
    expect(assets.securityKeyUrl).toMatch(/^\/assets\/security-key-\w+\.js$/);
    expect(sizeOf('security-key-')).toBeLessThanOrEqual(4 * 1024);
  });

  it('keeps the check of log proofs, one file of its own, within 8 KB', () => {
    expect(assets.logProofUrl).toMatch(/^\/assets\/log-proof-\w+\.js$/);
    expect(sizeOf('log-proof-')).toBeLessThanOrEqual(8 * 1024);
  });
});
