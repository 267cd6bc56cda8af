import { randomBytes } from 'node:crypto';
import { type SignatureAlgorithmName, writtenAlgorithm } from '../cms/signature-algorithms.ts';
import {
  bitString,
  contextConstructed,
  integer,
  nullValue,
  objectIdentifier,
  sequence,
  time,
} from '../der/der-writer.ts';
import type { SigningKey } from './signing-key.ts';

/** What a certificate says; names, key and extensions come ready encoded. */
export interface CertificateContent {
  /** Unsigned big-endian magnitude, at most 20 bytes (RFC 5280 §4.1.2.2). */
  readonly serialNumber: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly subjectDer: Uint8Array;
  /** Whole seconds count. */
  readonly notBefore: Date;
  /** Inclusive. */
  readonly notAfter: Date;
  readonly spkiDer: Uint8Array;
  readonly extensions: readonly Uint8Array[];
}

/** sha*WithRSAEncryption: in certificates the digest stands in the identifier (RFC 4055 §5). */
const RSA_IDENTIFIERS: Readonly<Partial<Record<SignatureAlgorithmName, string>>> = {
  'rsa-pkcs1-sha256': '1.2.840.113549.1.1.11',
  'rsa-pkcs1-sha384': '1.2.840.113549.1.1.12',
  'rsa-pkcs1-sha512': '1.2.840.113549.1.1.13',
};

/** AlgorithmIdentifier of the signature on a certificate or CRL, DER. */
export function certificateSignatureIdentifier(algorithm: SignatureAlgorithmName): Uint8Array {
  const oid = RSA_IDENTIFIERS[algorithm];
  return oid === undefined
    ? writtenAlgorithm(algorithm).identifierDer
    : sequence(objectIdentifier(oid), nullValue());
}

/**
 * Certificate version 3, DER (RFC 5280 §4.1).
 *
 * @param issuerKey the issuer's key; a self-signed certificate's own
 */
export function makeCertificate(content: CertificateContent, issuerKey: SigningKey): Promise<Uint8Array> {
  const algorithm = certificateSignatureIdentifier(issuerKey.algorithm);
  const tbsDer = sequence(
    contextConstructed(0, integer(2)),
    integer(content.serialNumber),
    algorithm,
    content.issuerDer,
    sequence(time(content.notBefore), time(content.notAfter)),
    content.subjectDer,
    content.spkiDer,
    contextConstructed(3, sequence(...content.extensions)),
  );
  return signed(tbsDer, algorithm, issuerKey);
}

/** SIGNED { … }: what is signed, the algorithm, the signature (RFC 5280 §4.1.1), and in OCSP what stands behind them. */
export async function signed(
  tbsDer: Uint8Array,
  algorithmDer: Uint8Array,
  key: SigningKey,
  ...behind: readonly Uint8Array[]
): Promise<Uint8Array> {
  return sequence(tbsDer, algorithmDer, bitString(await key.sign(tbsDer)), ...behind);
}

/** 16 random bytes, positive: nobody can foresee the bytes to be signed (CA/B Forum BR §7.1 wants 64 bits). */
export function randomSerialNumber(): Uint8Array {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}
