import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { SignatureAlgorithmName } from '../../crypto/cms/signature-algorithms.ts';
import { Pkcs12Error, type Pkcs12ErrorCode } from '../../crypto/pkcs12/pkcs12-error.ts';
import { readPkcs12 } from '../../crypto/pkcs12/pkcs12-reader.ts';
import { isSelfIssued, readCertificate, sameBytes } from '../../crypto/pki/certificate.ts';
import { openSigningKey } from '../../crypto/pki/signing-key.ts';
import { isSm2PublicKey, openSm2PublicKey } from '../../crypto/sm2/sm2-key.ts';
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

interface KeyWithCertificates {
  readonly pkcs8Der: Uint8Array;
  readonly certificatesDer: readonly Uint8Array[];
}

/**
 * A signer of files: the key as PKCS#8, PKCS#1 or SEC 1 in PEM, PKCS#8 in DER, encrypted or not, or PKCS#12. The
 * certificate is the one among those given that belongs to the key.
 *
 * @throws SignFailure (2) where the key cannot be opened or used, or no certificate belongs to it
 */
export function openSigner(material: KeyMaterial): Signer {
  const { pkcs8Der, certificatesDer } = keyOf(material);
  const spkiDer = publicKeyOf(pkcs8Der);
  const given = [
    ...(material.certificate ? certificatesIn(material.certificate) : []),
    ...certificatesDer,
    ...material.chain.flatMap(certificatesIn),
  ];
  const certificateDer = given.find((der) => belongsTo(der, spkiDer));
  if (!certificateDer)
    throw new SignFailure(EXIT_KEY, 'none of the certificates belongs to the key (--cert)');
  const algorithm = algorithmOf(spkiDer, material.isPss);
  const key = openSigningKey(pkcs8Der, algorithm);
  return {
    keyId: 'file',
    algorithm,
    maxSignatureBytes: key.maxSignatureBytes,
    certificateDer,
    chainDer: distinct(given).filter((der) => !sameBytes(der, certificateDer) && !isRoot(der)),
    sign: (message) => key.sign(message),
  };
}

function keyOf({ key, password }: KeyMaterial): KeyWithCertificates {
  if (isPem(key)) return { pkcs8Der: pkcs8Of(key, password, 'pem'), certificatesDer: certificatesIn(key) };
  try {
    return { pkcs8Der: pkcs8Of(key, password, 'der'), certificatesDer: [] };
  } catch {
    return fromPkcs12(key, password);
  }
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

function fromPkcs12(bytes: Buffer, password: string): KeyWithCertificates {
  try {
    const { keys, certificates } = readPkcs12(bytes, password);
    const [first] = keys;
    if (!first) throw new SignFailure(EXIT_KEY, 'the PKCS#12 file holds no private key');
    return {
      pkcs8Der: first.pkcs8Der,
      certificatesDer: certificates.map(({ certificateDer }) => certificateDer),
    };
  } catch (cause) {
    if (!(cause instanceof Pkcs12Error)) throw cause;
    throw new SignFailure(EXIT_KEY, PKCS12_WORDS[cause.code], cause);
  }
}

const PKCS12_WORDS: Readonly<Record<Pkcs12ErrorCode, string>> = {
  'pkcs12-unreadable': 'the key cannot be opened: neither PEM nor PKCS#8 nor PKCS#12',
  'pkcs12-password-wrong': 'the key cannot be opened: the password is wrong (--password-file)',
  'pkcs12-algorithm-unknown': 'the PKCS#12 file is protected in a way that is not supported',
  'pkcs12-too-costly': 'the PKCS#12 file is larger or slower to open than any key is',
  'pkcs12-no-key': 'the PKCS#12 file holds no private key',
};

/** SubjectPublicKeyInfo in the form that OpenSSL writes, whatever the form it came in. */
function publicKeyOf(pkcs8Der: Uint8Array): Buffer {
  const key = createPrivateKey({ key: Buffer.from(pkcs8Der), format: 'der', type: 'pkcs8' });
  return canonical(createPublicKey(key).export({ format: 'der', type: 'spki' }));
}

function canonical(spkiDer: Uint8Array): Buffer {
  const key = isSm2PublicKey(spkiDer)
    ? openSm2PublicKey(spkiDer).key
    : createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
  return key.export({ format: 'der', type: 'spki' });
}

function belongsTo(certificateDer: Uint8Array, spkiDer: Uint8Array): boolean {
  try {
    return sameBytes(canonical(readCertificate(certificateDer).spkiDer), spkiDer);
  } catch {
    return false;
  }
}

/** Certificates of a file: all of a PEM file, or the one of a DER file. @throws SignFailure (2) */
export function certificatesIn(bytes: Buffer): Uint8Array[] {
  if (!isPem(bytes)) return [requireCertificate(bytes)];
  const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return (blocks ?? []).map((block) =>
    requireCertificate(Buffer.from(block.replace(/-----[^-]+-----/g, ''), 'base64')),
  );
}

function requireCertificate(der: Uint8Array): Uint8Array {
  try {
    readCertificate(der);
    return der;
  } catch (cause) {
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

/** Roots are known to whoever trusts them; they do not go into the signature. */
const isRoot = (der: Uint8Array): boolean => isSelfIssued(readCertificate(der));

const distinct = (ders: readonly Uint8Array[]): Uint8Array[] => [
  ...new Map(ders.map((der) => [Buffer.from(der).toString('base64'), der])).values(),
];
