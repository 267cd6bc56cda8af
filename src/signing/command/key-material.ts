import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { SignatureAlgorithmName } from '../../crypto/cms/signature-algorithms.ts';
import { Pkcs12Error } from '../../crypto/pkcs12/pkcs12-error.ts';
import { pemBlocks } from '../../crypto/pki/pem.ts';
import { PkiError } from '../../crypto/pki/pki-error.ts';
import { publicKeyOf } from '../../crypto/pki/private-key-info.ts';
import { openSigningKey } from '../../crypto/pki/signing-key.ts';
import { isSm2PublicKey } from '../../crypto/sm2/sm2-key.ts';
import { valueOr } from '../../shared/value-or.ts';
import { readCertificates } from '../../trust/certificate-bytes.ts';
import { identityOfKey, identityOfPkcs12, type KeyIdentity } from '../../trust/seal-identity.ts';
import type { Signer } from '../signer.ts';
import { EXIT_KEY, SignFailure } from './sign-failure.ts';

/** Bytes of the files that make up a signer. */
export interface KeyMaterial {
  readonly key: Buffer;
  /** Null where the key's file holds it. */
  readonly certificate: Buffer | null;
  readonly chain: readonly Buffer[];
  readonly password: string;
  readonly isPss: boolean;
}

/**
 * A signer of files: the key as PKCS#8, PKCS#1 or SEC 1 in PEM, PKCS#8 in DER, encrypted or not, or PKCS#12. The
 * certificate is the one among those given that belongs to the key.
 *
 * @throws SignFailure (2) where the key cannot be opened or used, or no certificate belongs to it; Pkcs12Error
 */
export function openSigner(material: KeyMaterial): Signer {
  const { pkcs8Der, certificateDer, chainDer } = identityOf(material);
  const algorithm = algorithmOf(publicKeyOf(pkcs8Der), material.isPss);
  const key = openSigningKey(pkcs8Der, algorithm);
  return {
    keyId: 'file',
    algorithm,
    maxSignatureBytes: key.maxSignatureBytes,
    certificateDer,
    chainDer,
    sign: (message) => key.sign(message),
  };
}

function identityOf({ key, certificate, chain, password }: KeyMaterial): KeyIdentity {
  const givenDer = [...(certificate ? [certificate] : []), ...chain].flatMap(certificatesIn);
  if (isPem(key)) return found(pkcs8Of(key, password, 'pem'), [...givenDer, ...certificatesBeside(key)]);
  const pkcs8Der = valueOr(() => pkcs8Of(key, password, 'der'));
  return pkcs8Der ? found(pkcs8Der, givenDer) : fromPkcs12(key, password, givenDer);
}

/** @throws SignFailure (2) */
function found(pkcs8Der: Uint8Array, heapDer: readonly Uint8Array[]): KeyIdentity {
  const identity = identityOfKey(pkcs8Der, heapDer);
  if (!identity) throw new SignFailure(EXIT_KEY, 'none of the certificates belongs to the key (--cert)');
  return identity;
}

const isPem = (bytes: Buffer): boolean => bytes.includes('-----BEGIN ');

function pkcs8Of(key: Buffer, password: string, format: 'pem' | 'der'): Uint8Array {
  try {
    const options = { key, passphrase: password };
    const opened = createPrivateKey(
      format === 'pem' ? { ...options, format } : { ...options, format, type: 'pkcs8' },
    );
    return opened.export({ format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw new SignFailure(EXIT_KEY, 'the key cannot be opened: no private key, or a wrong password', cause);
  }
}

function fromPkcs12(bytes: Buffer, password: string, furtherDer: readonly Uint8Array[]): KeyIdentity {
  try {
    return readable(() => identityOfPkcs12(bytes, password, furtherDer));
  } catch (cause) {
    if (!(cause instanceof Pkcs12Error && cause.code === 'pkcs12-unreadable')) throw cause;
    const message = 'the key cannot be opened: neither PEM nor PKCS#8 nor PKCS#12';
    throw new SignFailure(EXIT_KEY, message, cause);
  }
}

/** Those that a key file in PEM holds besides the key; none is no fault. */
const certificatesBeside = (key: Buffer): Uint8Array[] =>
  pemBlocks(key, 'CERTIFICATE').length > 0 ? certificatesIn(key) : [];

/** Certificates (DER) of a file: all of a PEM file, or the one of a DER file. @throws SignFailure (2) */
export const certificatesIn = (bytes: Buffer): Uint8Array[] =>
  readable(() => readCertificates(bytes).map(({ der }) => der));

function readable<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof PkiError)) throw cause;
    throw new SignFailure(EXIT_KEY, 'a certificate cannot be read: PEM or DER is expected', cause);
  }
}

const LEAST_RSA_BITS = 2048;

/** @throws SignFailure (2) for keys that nobody should sign with, and those that we cannot */
function algorithmOf(spkiDer: Buffer, isPss: boolean): SignatureAlgorithmName {
  if (isSm2PublicKey(spkiDer)) return 'sm2-sm3';
  const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({
    key: spkiDer,
    format: 'der',
    type: 'spki',
  });
  const { namedCurve, modulusLength = 0 } = asymmetricKeyDetails ?? {};
  if (namedCurve === 'prime256v1') return 'ecdsa-sha256';
  if (namedCurve === 'secp384r1') return 'ecdsa-sha384';
  if (!asymmetricKeyType?.startsWith('rsa'))
    throw new SignFailure(EXIT_KEY, 'the key is none of RSA, P-256, P-384 and SM2');
  if (modulusLength < LEAST_RSA_BITS)
    throw new SignFailure(EXIT_KEY, `the RSA key has ${modulusLength} bits; ${LEAST_RSA_BITS} are the least`);
  return isPss || asymmetricKeyType === 'rsa-pss' ? 'rsa-pss-sha256' : 'rsa-pkcs1-sha256';
}
