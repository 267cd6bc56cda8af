/**
 * The service worker of /offline and of nothing else: keeps the page, its scripts and the keyring, asks the network
 * first for what may have changed, and answers from the store when there is none.
 */

/** Filled in when the worker is bundled: the scripts by their hash names, and a digest of them all. */
declare const OFFLINE_SCRIPTS: readonly string[];
declare const OFFLINE_VERSION: string;

/** What TypeScript's DOM library does not know of workers. */
interface WorkerEvent extends Event {
  readonly request: Request;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(name: string, handle: (event: WorkerEvent) => void): void;
}

const worker = globalThis as unknown as Worker;
const STORE = `offline-${OFFLINE_VERSION}`;
const CHANGING = ['/offline', '/offline/keyring'];
/** A network that does not answer within this is no network. */
const PATIENCE_MS = 4_000;

async function install(): Promise<void> {
  const store = await caches.open(STORE);
  await store.addAll([...CHANGING, ...OFFLINE_SCRIPTS]);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name !== STORE) await caches.delete(name);
  await worker.clients.claim();
}

async function fromStore(path: string): Promise<Response> {
  return (await (await caches.open(STORE)).match(path)) ?? Response.error();
}

async function networkFirst(request: Request, path: string): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return fromStore(path);
    await (await caches.open(STORE)).put(path, response.clone());
    return response;
  } catch {
    return fromStore(path);
  }
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (CHANGING.includes(pathname)) event.respondWith(networkFirst(event.request, pathname));
  else if (OFFLINE_SCRIPTS.includes(pathname)) event.respondWith(fromStore(pathname));
});
