import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { InsideAddress, isInside, lookUpOutside } from './outside-addresses.ts';

/** One request to a trust service outside. */
export interface OutsideRequest {
  /** `http:` or `https:`; what is fetched is signed, so that plain http is good enough (RFC 6960 appendix A). */
  readonly url: string;
  /** What is posted; without it the address is got. */
  readonly post?: { readonly contentType: string; readonly body: Uint8Array };
  /** Left out for what servers send under many types; its signature says what it is. */
  readonly expectedType?: string;
  readonly maxBytes: number;
  /** For each try, from the look-up of the name to the last byte. */
  readonly timeoutMs: number;
  /** In all, for a connection that breaks and an answer of 5xx or 429; default 3. */
  readonly tries?: number;
  /** Host names that an operator lets lie inside our own network; all others must not. */
  readonly insideHosts: readonly string[];
}

const TRIES = 3;
/** Doubled with each try, and up to a half more by chance, so that many askers do not come back at once. */
const BACK_OFF_MS = 150;
const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Asks and gives the body of a 200. What is got may be redirected, to an address that is held to the same rules; what is
 * posted may not.
 *
 * @throws Error with the cause, never with bytes of the answer
 */
export async function askOutside(request: OutsideRequest): Promise<Buffer> {
  const { tries = TRIES } = request;
  for (let turn = 1; ; turn += 1) {
    try {
      return await askOnce(request);
    } catch (cause) {
      if (cause instanceof FinalFailure || cause instanceof InsideAddress) throw cause;
      if (turn >= tries) throw new Error(`no answer from ${hostOf(request.url)}`, { cause });
      await sleep(BACK_OFF_MS * 2 ** (turn - 1) * (1 + Math.random() / 2));
    }
  }
}

/** Another try would fail in the same way. */
class FinalFailure extends Error {}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'no address');

async function askOnce(request: OutsideRequest): Promise<Buffer> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  let { url } = request;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await send(request, url, signal);
    const { statusCode = 0, headers } = response;
    if (request.post || !REDIRECTS.has(statusCode) || !headers.location)
      return await readAnswer(response, request);
    response.destroy();
    if (!URL.canParse(headers.location, url)) throw new FinalFailure('redirected to no address');
    url = new URL(headers.location, url).href;
  }
  throw new FinalFailure(`redirected more than ${MAX_REDIRECTS} times`);
}

function send({ post, insideHosts }: OutsideRequest, url: string, signal: AbortSignal) {
  const target = new URL(url);
  const options: RequestOptions = { signal, ...guardOf(target, insideHosts) };
  const request = target.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(target, {
      ...options,
      ...(post && {
        method: 'POST',
        headers: { 'content-type': post.contentType, 'content-length': post.body.length },
      }),
    });
    outgoing.on('error', reject);
    outgoing.on('response', resolve);
    outgoing.end(post?.body);
  });
}

/** @throws InsideAddress for an address inside our own network that nobody has named, FinalFailure for a protocol */
function guardOf(target: URL, insideHosts: readonly string[]): Pick<RequestOptions, 'lookup'> {
  if (target.protocol !== 'http:' && target.protocol !== 'https:')
    throw new FinalFailure(`${target.protocol} is not asked`);
  if (insideHosts.includes(target.hostname)) return {};
  const hostname = target.hostname.replace(/^\[|\]$/g, '');
  // Node does not look up what is an address already.
  if (isIP(hostname) !== 0 && isInside(hostname))
    throw new InsideAddress(`${hostname} lies inside our own network`);
  return { lookup: lookUpOutside };
}

async function readAnswer(
  response: IncomingMessage,
  { expectedType, maxBytes }: Pick<OutsideRequest, 'expectedType' | 'maxBytes'>,
): Promise<Buffer> {
  const { statusCode = 0, headers } = response;
  const isExpected = expectedType === undefined || headers['content-type']?.split(';')[0] === expectedType;
  if (statusCode !== 200 || !isExpected) {
    response.destroy();
    const told = `answered with ${statusCode} and ${isExpected ? 'nothing' : `another type than ${expectedType}`}`;
    throw statusCode >= 500 || statusCode === 429 ? new Error(told) : new FinalFailure(told);
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
