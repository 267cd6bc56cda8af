import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BuildOptions, build, stop, transform } from 'esbuild';

/** A file served as it is, compressed once at start. */
export interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
}

/** What pages need of the files: their addresses, the style to put inline, and the bytes to serve. */
export interface Assets {
  /** Minified; goes inline into every page, so that a page is one round trip. */
  readonly css: string;
  readonly offlineBootUrl: string;
  readonly logProofUrl: string;
  /** Script of the pages on which a security key answers. */
  readonly securityKeyUrl: string;
  readonly offlineWorker: Asset;
  readonly favicon: Asset;
  readonly robots: Asset;
  /** By file name below /assets/; names carry a hash of the content. */
  readonly hashed: ReadonlyMap<string, Asset>;
}

/** Nest token of the one `Assets`. */
export const ASSETS = Symbol('Assets');

const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** TypeScript in the source tree, JavaScript once it is built: the islands are beside this file in either. */
const EXTENSION = extname(fileURLToPath(import.meta.url));
const island = (name: string) => fileURLToPath(new URL(`../islands/${name}${EXTENSION}`, import.meta.url));
const publicFile = (name: string) => readFileSync(new URL(`../public/${name}`, import.meta.url));

const BUNDLE = {
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'es2020',
  charset: 'utf8',
  legalComments: 'none',
} as const satisfies BuildOptions;

function asset(type: string, plain: Buffer): Asset {
  return { type, plain, brotli: brotliCompressSync(plain), gzip: gzipSync(plain, { level: 9 }) };
}

/** One page's island and what it loads later, by hash names. */
async function bundleIsland(name: string): Promise<Map<string, Asset>> {
  const { outputFiles } = await build({
    ...BUNDLE,
    entryPoints: [island(name)],
    splitting: true,
    outdir: '/assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
  });
  return new Map(
    outputFiles.map(({ path, contents }) => [basename(path), asset(JAVASCRIPT, Buffer.from(contents))]),
  );
}

/** The worker knows its scripts by name; a changed script changes the worker, so browsers fetch it anew. */
async function bundleWorker(scripts: readonly string[]): Promise<Asset> {
  const version = createHash('sha256').update(scripts.join()).digest('hex').slice(0, 16);
  const { outputFiles } = await build({
    ...BUNDLE,
    format: 'iife',
    entryPoints: [island('offline-worker')],
    define: { OFFLINE_SCRIPTS: JSON.stringify(scripts), OFFLINE_VERSION: JSON.stringify(version) },
  });
  return asset(JAVASCRIPT, Buffer.from(outputFiles[0]?.contents ?? []));
}

/**
 * Bundles the islands and compresses everything, once at start (about 0.2 s); nothing is written to disk and nothing
 * is fetched.
 *
 * @throws Error when a source does not compile
 */
export async function loadAssets(): Promise<Assets> {
  const [offline, logProof, securityKey] = await Promise.all([
    bundleIsland('offline-boot'),
    bundleIsland('log-proof'),
    bundleIsland('security-key'),
  ]);
  const offlineUrls = urlsOf(offline);
  const offlineWorker = await bundleWorker(offlineUrls);
  const { code: css } = await transform(publicFile('site.css').toString(), { loader: 'css', minify: true });
  await stop();
  return {
    css: css.trim(),
    offlineBootUrl: offlineUrls.find((url) => url.includes('/offline-boot-')) ?? '',
    logProofUrl: urlsOf(logProof)[0] ?? '',
    securityKeyUrl: urlsOf(securityKey)[0] ?? '',
    offlineWorker,
    favicon: asset('image/svg+xml', publicFile('favicon.svg')),
    robots: asset('text/plain; charset=utf-8', publicFile('robots.txt')),
    hashed: new Map([...offline, ...logProof, ...securityKey]),
  };
}

const urlsOf = (files: ReadonlyMap<string, Asset>): string[] =>
  [...files.keys()].map((name) => `/assets/${name}`);
