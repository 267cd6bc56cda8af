import { Pkcs12Error } from '../crypto/pkcs12/pkcs12-error.ts';
import { readPkcs12 } from '../crypto/pkcs12/pkcs12-reader.ts';
import './pkcs12-texts.ts';
import { readCertificate } from '../crypto/pki/certificate.ts';
import { chainAbove } from '../crypto/pki/chain-order.ts';
import { isSamePublicKey, publicKeyOf } from '../crypto/pki/private-key-info.ts';

/** What a CA hands over for a seal. */
export interface SealIdentity {
  /** PrivateKeyInfo, DER, to be zeroed once it is wrapped; null where the key lies elsewhere. */
  readonly pkcs8Der: Buffer | null;
  /** CKA_LABEL of the key on the token; without it and without `pkcs8Der` the key waits in the key folder. */
  readonly tokenKeyLabel?: string;
  readonly certificateDer: Uint8Array;
  /** Certificates above it, nearest first, without the root. */
  readonly chainDer: readonly Uint8Array[];
}

/** One whose key is at hand. */
export type KeyIdentity = SealIdentity & { readonly pkcs8Der: Buffer };

/**
 * The seal key in a PKCS #12 file with the certificate that belongs to it, told by the key itself: names and ids in
 * such files are not always right.
 *
 * @param furtherDer certificates besides those of the file; where several belong to the key, these come first
 * @throws Pkcs12Error, `pkcs12-no-key` where no key has its certificate; PkiError `certificate-unreadable`
 */
export function identityOfPkcs12(
  bytes: Uint8Array,
  password: string,
  furtherDer: readonly Uint8Array[] = [],
): KeyIdentity {
  const { keys, certificates } = readPkcs12(bytes, password);
  const heapDer = [...furtherDer, ...certificates.map(({ certificateDer }) => certificateDer)];
  for (const { pkcs8Der } of keys) {
    const identity = identityOfKey(pkcs8Der, heapDer);
    if (identity) return identity;
  }
  throw new Pkcs12Error('pkcs12-no-key');
}

/**
 * A key with the first certificate that belongs to it and those above; undefined where none belongs to it.
 *
 * @param pkcs8Der PrivateKeyInfo, DER
 * @throws PkiError `certificate-unreadable`
 */
export function identityOfKey(pkcs8Der: Uint8Array, heapDer: readonly Uint8Array[]): KeyIdentity | undefined {
  const spkiDer = publicKeyOf(pkcs8Der);
  const certificateDer = heapDer.find((der) => isSamePublicKey(readCertificate(der).spkiDer, spkiDer));
  if (!certificateDer) return undefined;
  return { pkcs8Der: Buffer.from(pkcs8Der), certificateDer, chainDer: chainAbove(certificateDer, heapDer) };
}

/** The first certificate, for a key that waits, and what of the others is above it. */
export function identityOfCertificates(
  certificatesDer: readonly [Uint8Array, ...Uint8Array[]],
): SealIdentity {
  const [certificateDer, ...others] = certificatesDer;
  return { pkcs8Der: null, certificateDer, chainDer: chainAbove(certificateDer, others) };
}
