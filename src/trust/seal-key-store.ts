import { readCertificate, sameBytes } from '../crypto/pki/certificate.ts';
import { keySuiteOf } from '../crypto/pki/key-suite.ts';
import { isSamePublicKey, publicKeyOf } from '../crypto/pki/private-key-info.ts';
import { certificateDerOf, type KeyFile } from './key-file.ts';
import type { KeyFolder } from './key-folder.ts';
import type { SealIdentity } from './seal-identity.ts';
import { WAITING_PREFIX } from './seal-key-request.ts';
import { TrustError } from './trust.errors.ts';

/**
 * Puts a seal's key with its certificate into the key folder, wrapped; the private key is zeroed. Doing it again with
 * the same certificate changes nothing.
 *
 * @throws TrustError trust.key-not-found where the key neither came along nor waits here; trust.key-not-usable for a
 *   kind of key that nothing signs with; trust.key-taken where the name has another certificate already
 */
export async function storeSealKey(
  keys: KeyFolder,
  keyId: string,
  identity: SealIdentity,
  now: Date,
): Promise<KeyFile> {
  const stored = (await keys.read(keyId)) ?? (await addSealKey(keys, keyId, identity, now));
  identity.pkcs8Der?.fill(0);
  const certificateDer = certificateDerOf(stored);
  if (!certificateDer || !sameBytes(certificateDer, identity.certificateDer)) {
    throw new TrustError('trust.key-taken');
  }
  return stored;
}

async function addSealKey(
  keys: KeyFolder,
  keyId: string,
  { pkcs8Der, certificateDer, chainDer }: SealIdentity,
  createdAt: Date,
): Promise<KeyFile> {
  const certified = { keyId, certificateDer, chainDer, createdAt };
  const { spkiDer } = readCertificate(certificateDer);
  if (!pkcs8Der) return keys.certify(await waitingKey(keys, spkiDer), certified);
  const suite = keySuiteOf(spkiDer);
  if (!suite) throw new TrustError('trust.key-not-usable');
  const pair = { pkcs8Der, spkiDer: publicKeyOf(pkcs8Der) };
  return keys.add({ ...certified, purpose: 'seal', suite, pair, development: false });
}

async function waitingKey(keys: KeyFolder, spkiDer: Uint8Array): Promise<KeyFile> {
  for (const keyId of (await keys.keyIds()).filter((name) => name.startsWith(WAITING_PREFIX))) {
    const file = await keys.read(keyId);
    if (file && isSamePublicKey(Buffer.from(file.publicKey, 'base64'), spkiDer)) return file;
  }
  throw new TrustError('trust.key-not-found');
}
