import type { DigestName } from '../crypto/cms/digest-algorithms.ts';

/** Nest token and interface of whoever gives time-stamps: our own authority of a trial, or one outside. */
export abstract class TimeStamper {
  /** The most bytes that a token takes, its certificates included; room is set aside by it before anything is signed. */
  abstract readonly maxTokenBytes: number;

  /**
   * The certificates that its tokens carry now, so that evidence for them can be had before a signature is spent. The
   * next token may carry others: an authority takes new keys when it likes.
   *
   * @returns DER each
   * @throws TrustError trust.no-time-stamp where the authority does not answer
   */
  abstract authorityCertificates(): Promise<readonly Uint8Array[]>;

  /**
   * A time-stamp token over a digest (RFC 3161), checked to be the answer to just this question.
   *
   * @param digest that gave `hashedMessage`; SHA-256 when left out
   * @returns DER of ContentInfo
   * @throws TrustError trust.no-time-stamp
   */
  abstract stamp(hashedMessage: Uint8Array, digest?: DigestName): Promise<Uint8Array>;
}
