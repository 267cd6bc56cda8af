import { constants, type KeyObject, verify } from 'node:crypto';
import { digestByOid } from '../cms/digest-algorithms.ts';
import { RSASSA_PSS, type SignatureScheme, signatureAlgorithmByOid } from '../cms/signature-algorithms.ts';
import { children, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier, readSmallInteger } from '../der/der-values.ts';
import { sm2Verify } from '../sm2/sm2-signature.ts';
import type { AlgorithmIdentifier } from './algorithm-identifier.ts';
import { openPublicKey } from './opened-public-keys.ts';

export interface SignedBytes {
  readonly algorithm: AlgorithmIdentifier;
  /** SubjectPublicKeyInfo of the one who is said to have signed. */
  readonly spkiDer: Uint8Array;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

/** A key of another kind than the algorithm names would be used with the key's own algorithm: refuse it first. */
const KEY_TYPES: Readonly<Record<Exclude<SignatureScheme, 'sm2'>, readonly (string | undefined)[]>> = {
  'rsa-pkcs1': ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  dsa: ['dsa'],
  ed25519: ['ed25519'],
  ed448: ['ed448'],
};

/**
 * Whether the signature on a certificate, CRL or request holds (RFC 5280 §4.1.1.3; RFC 4055 for PSS; GM/T 0015 for
 * SM2 under the default id). Unknown algorithms, keys of another kind and malformed bytes are false, never an
 * exception: all of it is the attacker's.
 */
export function verifySignature({ algorithm, spkiDer, data, signature }: SignedBytes): boolean {
  try {
    const known = signatureAlgorithmByOid(algorithm.oid);
    if (known === undefined) return false;
    const opened = openPublicKey(spkiDer);
    if (known.scheme === 'sm2') return opened.kind === 'sm2' && sm2Verify(opened.key, data, signature);
    if (opened.kind === 'sm2') return false;
    const { key } = opened;
    if (!KEY_TYPES[known.scheme].includes(key.asymmetricKeyType)) return false;
    if (algorithm.oid === RSASSA_PSS) return verifyPss(algorithm, key, data, signature);
    const isEdwards = known.scheme === 'ed25519' || known.scheme === 'ed448';
    if (known.digest === undefined && !isEdwards) return false;
    return verify(known.digest ?? null, data, key, signature);
  } catch {
    return false;
  }
}

/** RSASSA-PSS-params (RFC 4055 §3.1); absent members are SHA-1 and a salt of 20 bytes. */
function verifyPss(
  algorithm: AlgorithmIdentifier,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const parts = algorithm.parametersDer === undefined ? [] : children(readDer(algorithm.parametersDer));
  const hash = parts.find((part) => isContext(part, 0));
  const maskGeneration = parts.find((part) => isContext(part, 1));
  const saltLength = parts.find((part) => isContext(part, 2));
  const digestOid = hash ? innerOid(hash.content) : SHA1;
  const maskHash = maskGeneration && children(children(maskGeneration)[0] ?? maskGeneration)[1];
  const maskDigestOid = maskHash ? innerOid(maskHash.bytes) : SHA1;
  const digest = digestByOid(digestOid);
  // OpenSSL is told one digest for both; no known signer uses two.
  if (digest === undefined || maskDigestOid !== digestOid) return false;
  return verify(
    digest.name,
    data,
    {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: saltLength ? readSmallInteger(children(saltLength)[0]) : 20,
    },
    signature,
  );
}

const SHA1 = '1.3.14.3.2.26';
const innerOid = (algorithmDer: Uint8Array): string =>
  readObjectIdentifier(children(readDer(algorithmDer))[0]);
