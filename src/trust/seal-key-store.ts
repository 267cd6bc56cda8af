import { readCertificate, sameBytes } from '../crypto/pki/certificate.ts';
import { type KeySuite, keySuiteOf } from '../crypto/pki/key-suite.ts';
import { isSamePublicKey, publicKeyOf } from '../crypto/pki/private-key-info.ts';
import type { KeyFile } from './key-file.ts';
import type { KeyFolder, NewKey } from './key-folder.ts';
import type { SealIdentity } from './seal-identity.ts';
import { WAITING_PREFIX } from './seal-key-request.ts';
import type { TokenKeyFile } from './token-key-file.ts';
import { TrustError } from './trust.errors.ts';

/**
 * Puts a seal's key with its certificate into the key folder, wrapped, or where on the token it lies; the private key
 * is zeroed. Doing it again with the same certificate changes nothing.
 *
 * @throws TrustError trust.key-not-found where the key neither came along nor waits here; trust.key-not-usable for a
 *   kind of key that nothing signs with; trust.key-taken where the name has another certificate already
 */
export async function storeSealKey(
  keys: KeyFolder,
  keyId: string,
  identity: SealIdentity,
  now: Date,
): Promise<void> {
  const stored = (await keys.read(keyId)) ?? (await keys.readTokenKey(keyId));
  const { certificate } = stored ?? (await addSealKey(keys, keyId, identity, now));
  identity.pkcs8Der?.fill(0);
  if (certificate === null || !sameBytes(Buffer.from(certificate, 'base64'), identity.certificateDer)) {
    throw new TrustError('trust.key-taken');
  }
}

async function addSealKey(
  keys: KeyFolder,
  keyId: string,
  { pkcs8Der, tokenKeyLabel, certificateDer, chainDer }: SealIdentity,
  createdAt: Date,
): Promise<KeyFile | TokenKeyFile> {
  const certified = { keyId, certificateDer, chainDer, createdAt };
  const { spkiDer } = readCertificate(certificateDer);
  const suite = keySuiteOf(spkiDer);
  if (!suite) throw new TrustError('trust.key-not-usable');
  if (tokenKeyLabel) return keys.addTokenKey(tokenKeyFile(certified, suite, tokenKeyLabel));
  if (!pkcs8Der) return keys.certify(await waitingKey(keys, spkiDer), certified);
  const pair = { pkcs8Der, spkiDer: publicKeyOf(pkcs8Der) };
  return keys.add({ ...certified, purpose: 'seal', suite, pair, development: false });
}

function tokenKeyFile(
  {
    keyId,
    certificateDer,
    chainDer,
    createdAt,
  }: Pick<NewKey, 'keyId' | 'chainDer' | 'createdAt'> & Pick<SealIdentity, 'certificateDer'>,
  suite: KeySuite,
  keyLabel: string,
): TokenKeyFile {
  const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
  return {
    format: 'zhaozhang-token-key/1',
    keyId,
    suite,
    keyLabel,
    certificate: base64(certificateDer),
    chain: chainDer.map(base64),
    createdAt: createdAt.toISOString(),
  };
}

async function waitingKey(keys: KeyFolder, spkiDer: Uint8Array): Promise<KeyFile> {
  for (const keyId of (await keys.keyIds()).filter((name) => name.startsWith(WAITING_PREFIX))) {
    const file = await keys.read(keyId);
    if (file && isSamePublicKey(Buffer.from(file.publicKey, 'base64'), spkiDer)) return file;
  }
  throw new TrustError('trust.key-not-found');
}
