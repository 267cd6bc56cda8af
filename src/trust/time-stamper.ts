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
   * A time-stamp token over a SHA-256 digest (RFC 3161), checked to be the answer to just this question.
   *
   * @returns DER of ContentInfo
   * @throws TrustError trust.no-time-stamp
   */
  abstract stamp(sha256: Uint8Array): Promise<Uint8Array>;
}
