import { readSignedData } from './signed-data-reader.ts';
import { readTimeStampInfo, type TimeStampInfo } from './time-stamp-info.ts';
import type { TimeStampRequest } from './time-stamp-request.ts';

/** Why a token is no answer to a request. Closed list. */
export type TimeStampReplyProblem =
  | 'imprint-differs'
  | 'nonce-differs'
  | 'policy-differs'
  | 'certificates-missing';

/**
 * What is wrong with a token as the answer to a request (RFC 3161 §2.2): an old or foreign token could be played back.
 * Whether the token itself holds is for `verifyTimeStamp`.
 *
 * @param tokenDer ContentInfo
 * @throws CmsError `cms-malformed | time-stamp-malformed`
 */
export function timeStampReplyProblems(
  request: TimeStampRequest,
  tokenDer: Uint8Array,
): TimeStampReplyProblem[] {
  const token = readSignedData(tokenDer);
  const info: TimeStampInfo = readTimeStampInfo(token);
  const { nonceDer, policy, wantsCertificates } = request;
  const sameNonce =
    nonceDer === undefined
      ? info.nonceDer === undefined
      : info.nonceDer !== undefined && Buffer.compare(nonceDer, info.nonceDer) === 0;
  return [
    ...(isSameImprint(request, info) ? [] : ['imprint-differs' as const]),
    ...(sameNonce ? [] : ['nonce-differs' as const]),
    ...(policy === undefined || policy === info.policy ? [] : ['policy-differs' as const]),
    ...(wantsCertificates && token.certificatesDer.length === 0 ? ['certificates-missing' as const] : []),
  ];
}

/** Compared by meaning: an authority may add or leave out the NULL behind the digest's identifier. */
function isSameImprint({ imprint }: TimeStampRequest, info: TimeStampInfo): boolean {
  return (
    imprint.digest?.oid === info.imprint.digest?.oid &&
    Buffer.compare(imprint.hashedMessage, info.imprint.hashedMessage) === 0
  );
}
