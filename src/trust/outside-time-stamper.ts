import { randomBytes } from 'node:crypto';
import { type DigestName, digestByName } from '../crypto/cms/digest-algorithms.ts';
import { readSignedData } from '../crypto/cms/signed-data-reader.ts';
import { timeStampReplyProblems } from '../crypto/cms/time-stamp-reply.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../crypto/cms/time-stamp-request.ts';
import { readTimeStampResponse } from '../crypto/cms/time-stamp-response.ts';
import { type HashValue, verifyTimeStampOfHash } from '../crypto/cms/time-stamp-verification.ts';
import type { Clock } from '../shared/clock.ts';
import { askOutside } from './outside-exchange.ts';
import { TimeStamper } from './time-stamper.ts';
import { TrustError } from './trust.errors.ts';

const TIMEOUT_MS = 4_000;
/** Public authorities put three or four RSA certificates into a token: about 6,000 bytes. */
const MAX_TOKEN_BYTES = 12_000;
const NONCE_BYTES = 16;
const SHA256_BYTES = 32;
/** Its clock may be ahead of ours that much. */
const SKEW_MS = 60_000;

/** Who is asked, and what its tokens must lead up to. */
export interface OutsideAuthority {
  readonly url: string;
  /** Host names that may lie inside our own network. */
  readonly insideHosts: readonly string[];
  /** Trust anchors, DER; null where nobody has named any: then a token's own signature has to do. */
  readonly anchors: readonly Uint8Array[] | null;
  readonly clock: Clock;
}

/** A time-stamp authority that an operator has named (RFC 3161 over HTTP, §3.4). */
export class OutsideTimeStamper extends TimeStamper {
  override readonly maxTokenBytes = MAX_TOKEN_BYTES;
  /** Of the last token; null before the first and after a failure. */
  private known: readonly Uint8Array[] | null = null;

  /** All who wait for it wait for the same answer. */
  private probing: Promise<readonly Uint8Array[]> | null = null;

  constructor(private readonly authority: OutsideAuthority) {
    super();
  }

  /** While it answers, those of its last token; else it is asked to stamp chance, so that no signature is spent on it. */
  override async authorityCertificates(): Promise<readonly Uint8Array[]> {
    if (this.known) return this.known;
    this.probing ??= this.probe().finally(() => {
      this.probing = null;
    });
    return this.probing;
  }

  private async probe(): Promise<readonly Uint8Array[]> {
    return readSignedData(await this.stamp(randomBytes(SHA256_BYTES))).certificatesDer;
  }

  override async stamp(hashedMessage: Uint8Array, digest: DigestName = 'sha256'): Promise<Uint8Array> {
    const question = { digest, hashedMessage, nonce: randomBytes(NONCE_BYTES) };
    const requestDer = writeTimeStampRequest(question);
    try {
      const response = readTimeStampResponse(await this.exchange(requestDer));
      if (response.tokenDer === undefined) throw new Error(`refused: ${response.failures.join(', ')}`);
      const problems = timeStampReplyProblems(readTimeStampRequest(requestDer), response.tokenDer);
      if (problems.length > 0) throw new Error(`no answer to our question: ${problems.join(', ')}`);
      this.requireBelievable(response.tokenDer, { digest: digestByName(digest), value: hashedMessage });
      this.known = readSignedData(response.tokenDer).certificatesDer;
      return response.tokenDer;
    } catch (cause) {
      this.known = null;
      throw new TrustError('trust.no-time-stamp', cause);
    }
  }

  /** What we would not believe ourselves proves nothing. Whether the authority is revoked is asked with the evidence. */
  private requireBelievable(tokenDer: Uint8Array, hash: HashValue): void {
    const { anchors, clock } = this.authority;
    const { reasons } = verifyTimeStampOfHash(tokenDer, hash, {
      anchors: anchors ?? [],
      pool: [],
      crls: [],
      revocation: 'not-checked',
      now: new Date(clock.now().getTime() + SKEW_MS),
    });
    const problems = reasons.filter(({ kind }) => anchors !== null || kind === 'token');
    if (problems.length === 0) return;
    const told = problems.map((problem) => (problem.kind === 'path' ? problem.detail : problem.code));
    throw new Error(`a token that does not hold: ${told.join(', ')}`);
  }

  private exchange(body: Uint8Array): Promise<Buffer> {
    return askOutside({
      url: this.authority.url,
      post: { contentType: 'application/timestamp-query', body },
      expectedType: 'application/timestamp-reply',
      maxBytes: MAX_TOKEN_BYTES,
      timeoutMs: TIMEOUT_MS,
      insideHosts: this.authority.insideHosts,
    });
  }
}
