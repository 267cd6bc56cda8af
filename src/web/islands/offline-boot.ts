/**
 * All that the offline page runs before anyone touches it (less than 1 KB): keeps the page for later and waits. What
 * does the work is loaded at the first touch, or from the worker's store when there is no network.
 */
const island = () => import('./offline-check.ts');
const byId = (id: string) => document.getElementById(id);

byId('with-script')?.removeAttribute('hidden');
byId('statement-form')?.addEventListener('submit', (event) => {
  event.preventDefault();
  const written = (byId('statement') as HTMLTextAreaElement).value;
  void island().then(({ checkAndShow }) => checkAndShow(written));
});
byId('photo')?.addEventListener('change', (event) => {
  const file = (event.target as HTMLInputElement).files?.[0];
  if (file) void island().then(({ checkPhoto }) => checkPhoto(file));
});
byId('scan')?.addEventListener('click', () => void island().then(({ toggleCamera }) => toggleCamera()));

navigator.serviceWorker
  ?.register('/offline-worker.js', { scope: '/offline' })
  .then(() => navigator.serviceWorker.ready)
  .then(island)
  .then(({ showStored }) => showStored())
  .catch(() => undefined);
