import { instantText } from '../presenters/dates.ts';
import { fill } from '../text/bilingual.ts';
import { OFFLINE_TEXTS as T } from '../text/offline-texts.ts';
import type { Keyring } from './keyring.ts';
import { checkStatement } from './statement-check.ts';
import { both, verdictElements } from './verdict-element.ts';

const KEYRING_URL = '/offline/keyring';

const byId = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;

let keyring: Promise<Keyring> | null = null;

/** From the service, or from what the worker kept when there is no network. */
function loadKeyring(): Promise<Keyring> {
  keyring ??= fetch(KEYRING_URL).then((response) => {
    if (!response.ok) throw new Error(String(response.status));
    return response.json() as Promise<Keyring>;
  });
  return keyring;
}

/** Says that the page is stored, and how old its keys are. */
export async function showStored(): Promise<void> {
  const { asOf } = await loadKeyring();
  byId('stored').replaceChildren(both('span', fill(T.ready, { asOf: instantText(asOf) })));
}

/** Checks the statement and shows the result at the top, focus on it. */
export async function checkAndShow(written: string): Promise<void> {
  const keys = await loadKeyring();
  const result = byId('result');
  result.replaceChildren(...verdictElements(await checkStatement(written, keys, new Date()), keys.trial));
  result.focus();
}

/** Reads the code in a photo and checks it. */
export async function checkPhoto(file: Blob): Promise<void> {
  const { scanPhoto } = await import('./code-scanner.ts');
  const text = await scanPhoto(file);
  if (text === null) byId('result').replaceChildren(both('p', T.noCodeFound));
  else await checkAndShow(text);
}

let stop: (() => void) | null = null;

function closeCamera(): void {
  stop?.();
  stop = null;
  byId('camera').hidden = true;
  byId('scan').replaceChildren(...both('span', T.scan).childNodes);
}

/** Opens the camera, or closes it; the first code that is read is checked. */
export async function toggleCamera(): Promise<void> {
  if (stop) return closeCamera();
  const { scanCamera } = await import('./code-scanner.ts');
  const video = byId<HTMLVideoElement>('camera');
  video.hidden = false;
  try {
    stop = await scanCamera(video, (text) => {
      closeCamera();
      void checkAndShow(text);
    });
    byId('scan').replaceChildren(...both('span', T.stopScan).childNodes);
  } catch {
    closeCamera();
    byId('result').replaceChildren(both('p', T.cameraRefused));
  }
}
