import { randomBytes } from 'node:crypto';
import type { UnitSubject } from '../crypto/pki/certificate-profiles.ts';
import { generateSigningKey, type KeySuite, suiteAlgorithm } from '../crypto/pki/key-suite.ts';
import { makeSealCertificationRequest } from '../crypto/pki/make-certification-request.ts';
import { openSigningKey } from '../crypto/pki/signing-key.ts';
import type { KeyFolder } from './key-folder.ts';

/** Names of keys that wait for their certificate begin so. */
export const WAITING_PREFIX = 'waiting-';

/**
 * Makes a seal key for a unit, wrapped in the key folder, and the request for its certificate. The key waits there,
 * of no use to anyone, until the certificate is imported.
 *
 * @returns the name of the waiting key and CertificationRequest, DER
 */
export async function requestSealKey(
  keys: KeyFolder,
  { unit, suite, now }: { readonly unit: UnitSubject; readonly suite: KeySuite; readonly now: Date },
): Promise<{ readonly keyId: string; readonly requestDer: Uint8Array }> {
  const pair = await generateSigningKey(suite);
  const signingKey = openSigningKey(pair.pkcs8Der, suiteAlgorithm(suite));
  const requestDer = await makeSealCertificationRequest(unit, pair.spkiDer, signingKey);
  const keyId = `${WAITING_PREFIX}${randomBytes(8).toString('hex')}`;
  const waiting = { certificateDer: null, chainDer: [], development: false, createdAt: now };
  await keys.add({ keyId, purpose: 'seal', suite, pair, ...waiting });
  return { keyId, requestDer };
}
