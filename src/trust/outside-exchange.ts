import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { isInside, lookUpOutside } from './outside-addresses.ts';

/** One request to a trust service outside. */
export interface OutsideRequest {
  /** `http:` or `https:`; what is fetched is signed, so that plain http is good enough (RFC 6960 appendix A). */
  readonly url: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly expectedType: string;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Host names that an operator lets lie inside our own network; all others must not. */
  readonly insideHosts: readonly string[];
}

/** Tries in all, for a connection that breaks and an answer of 5xx; a time limit counts for each. */
const TRIES = 2;

/**
 * Posts and gives the body of a 200. Redirects are not followed: they could lead inside.
 *
 * @throws Error with the cause, never with bytes of the answer
 */
export async function postOutside(request: OutsideRequest): Promise<Buffer> {
  let failure: unknown;
  for (let turn = 0; turn < TRIES; turn++) {
    try {
      return await postOnce(request);
    } catch (error) {
      if (error instanceof FinalFailure) throw error;
      failure = error;
    }
  }
  throw new Error(`no answer from ${new URL(request.url).host}`, { cause: failure });
}

/** Another try would fail in the same way. */
class FinalFailure extends Error {}

async function postOnce(request: OutsideRequest): Promise<Buffer> {
  const { url, contentType, body, insideHosts, timeoutMs, ...wanted } = request;
  const target = new URL(url);
  const mayBeInside = insideHosts.includes(target.hostname);
  const hostname = target.hostname.replace(/^\[|\]$/g, '');
  // Node does not look up what is an address already.
  if (!mayBeInside && isIP(hostname) !== 0 && isInside(hostname)) {
    throw new FinalFailure(`${hostname} lies inside our own network`);
  }
  const send = target.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const outgoing = send(target, {
      method: 'POST',
      headers: { 'content-type': contentType, 'content-length': body.length },
      signal: AbortSignal.timeout(timeoutMs),
      ...(!mayBeInside && { lookup: lookUpOutside }),
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => readAnswer(response, wanted).then(resolve, reject));
    outgoing.end(body);
  });
}

async function readAnswer(
  response: IncomingMessage,
  { expectedType, maxBytes }: Pick<OutsideRequest, 'expectedType' | 'maxBytes'>,
): Promise<Buffer> {
  const { statusCode = 0, headers } = response;
  if (statusCode !== 200 || headers['content-type']?.split(';')[0] !== expectedType) {
    response.destroy();
    const told = `answered with ${statusCode} and another type than ${expectedType}`;
    throw statusCode >= 500 ? new Error(told) : new FinalFailure(told);
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) throw new FinalFailure(`the answer has more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
