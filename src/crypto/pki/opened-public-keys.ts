import { createPublicKey, type KeyObject } from 'node:crypto';
import { isSm2PublicKey, openSm2PublicKey, type Sm2Key } from '../sm2/sm2-key.ts';

/** A public key as the verifying code takes it. */
export type OpenedPublicKey =
  | { readonly kind: 'sm2'; readonly key: Sm2Key }
  | { readonly kind: 'other'; readonly key: KeyObject };

/** Keys of our CAs and of the last signers met; strangers may push others out, never make it grow. */
const MAX_KEPT = 128;
const MAX_KEPT_SPKI_BYTES = 1024;
const kept = new Map<string, OpenedPublicKey>();

/**
 * Opens a SubjectPublicKeyInfo, or gives the handle of the last time: importing an elliptic key costs three times what
 * verifying with it does.
 *
 * @param spkiDer SubjectPublicKeyInfo, DER (RFC 5280 §4.1.2.7)
 * @throws TypeError or OpenSSL's error when it is no key that this build knows
 */
export function openPublicKey(spkiDer: Uint8Array): OpenedPublicKey {
  if (spkiDer.length > MAX_KEPT_SPKI_BYTES) return open(spkiDer);
  const name = Buffer.from(spkiDer).toString('latin1');
  const opened = kept.get(name) ?? open(spkiDer);
  // Put at the end again: the first in the map is the one that was longest unused.
  kept.delete(name);
  kept.set(name, opened);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return opened;
}

function open(spkiDer: Uint8Array): OpenedPublicKey {
  if (isSm2PublicKey(spkiDer)) return { kind: 'sm2', key: openSm2PublicKey(spkiDer) };
  return {
    kind: 'other',
    key: createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' }),
  };
}
