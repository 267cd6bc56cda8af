import { randomBytes } from 'node:crypto';
import type { DigestName } from '../crypto/cms/digest-algorithms.ts';
import { readSignedData } from '../crypto/cms/signed-data-reader.ts';
import { timeStampReplyProblems } from '../crypto/cms/time-stamp-reply.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../crypto/cms/time-stamp-request.ts';
import { readTimeStampResponse } from '../crypto/cms/time-stamp-response.ts';
import { askOutside } from './outside-exchange.ts';
import { TimeStamper } from './time-stamper.ts';
import { TrustError } from './trust.errors.ts';

const TIMEOUT_MS = 4_000;
/** Public authorities put three or four RSA certificates into a token: about 6,000 bytes. */
const MAX_TOKEN_BYTES = 12_000;
const NONCE_BYTES = 16;
const SHA256_BYTES = 32;

/** A time-stamp authority that an operator has named (RFC 3161 over HTTP, §3.4). */
export class OutsideTimeStamper extends TimeStamper {
  override readonly maxTokenBytes = MAX_TOKEN_BYTES;
  /** Of the last token; null before the first and after a failure. */
  private known: readonly Uint8Array[] | null = null;

  constructor(
    private readonly url: string,
    private readonly insideHosts: readonly string[],
  ) {
    super();
  }

  /** While it answers, those of its last token; else it is asked to stamp chance, so that no signature is spent on it. */
  override async authorityCertificates(): Promise<readonly Uint8Array[]> {
    if (this.known) return this.known;
    const tokenDer = await this.stamp(randomBytes(SHA256_BYTES));
    return readSignedData(tokenDer).certificatesDer;
  }

  override async stamp(hashedMessage: Uint8Array, digest: DigestName = 'sha256'): Promise<Uint8Array> {
    const question = { digest, hashedMessage, nonce: randomBytes(NONCE_BYTES) };
    const requestDer = writeTimeStampRequest(question);
    try {
      const response = readTimeStampResponse(await this.exchange(requestDer));
      if (response.tokenDer === undefined) throw new Error(`refused: ${response.failures.join(', ')}`);
      const problems = timeStampReplyProblems(readTimeStampRequest(requestDer), response.tokenDer);
      if (problems.length > 0) throw new Error(`no answer to our question: ${problems.join(', ')}`);
      this.known = readSignedData(response.tokenDer).certificatesDer;
      return response.tokenDer;
    } catch (cause) {
      this.known = null;
      throw new TrustError('trust.no-time-stamp', cause);
    }
  }

  private exchange(body: Uint8Array): Promise<Buffer> {
    return askOutside({
      url: this.url,
      post: { contentType: 'application/timestamp-query', body },
      expectedType: 'application/timestamp-reply',
      maxBytes: MAX_TOKEN_BYTES,
      timeoutMs: TIMEOUT_MS,
      insideHosts: this.insideHosts,
    });
  }
}
