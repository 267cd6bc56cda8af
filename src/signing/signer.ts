import type { SignatureAlgorithmName } from '../crypto/cms/signature-algorithms.ts';

/**
 * One seal key, wherever it lies: in a file, on a token, behind a signature server. It never gives the key away.
 *
 * Who hashes: the signer. It is handed the message itself (the DER of the signed attributes, a few hundred bytes) and
 * hashes it by the digest of `algorithm`; for SM2 it puts Z of the default id before it.
 */
export interface Signer {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithmName;
  /** The most bytes that `sign` gives; room in the document is set aside by it before anything is signed. */
  readonly maxSignatureBytes: number;
  /** The certificate of the key, DER, byte for byte as it was issued. */
  readonly certificateDer: Uint8Array;
  /** Certificates above it, nearest first, without the root. */
  readonly chainDer: readonly Uint8Array[];
  /** The electronic seal of GB/T 38540 that was made for the certificate, where there is one. */
  readonly electronicSealDer?: Uint8Array;
  /**
   * @param message what is signed, not its digest
   * @param sealUseId the persisted use on whose account it is signed, for journals of signer and token
   * @returns RSA: as long as the modulus, big-endian (RFC 8017 §8); ECDSA and SM2: DER SEQUENCE { r, s }
   * @throws SigningError signing.key-failed, signing.token-unavailable
   */
  sign(message: Uint8Array, sealUseId: string): Promise<Uint8Array>;
}

/** Nest token and interface of what finds signers; another implementation or a decorator takes its place. */
export abstract class SignerProvider {
  /**
   * The signer of a seal's key (`seals.key_id`); keys are opened once and kept.
   *
   * @throws TrustError trust.key-not-found, trust.key-not-usable, trust.development-key
   */
  abstract forSeal(sealKeyId: string): Promise<Signer>;
}
