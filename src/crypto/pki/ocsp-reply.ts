import { type Certificate, readCertificate, sameBytes, serialHex } from './certificate.ts';
import { EXTENSION, KEY_PURPOSE } from './object-identifiers.ts';
import { isIssuedBy } from './ocsp-certificate-id.ts';
import { type OcspProblem, ocspResponseProblem } from './ocsp-responder.ts';
import {
  type BasicOcspResponse,
  type OcspResponseStatus,
  type OcspSingleResponse,
  readOcspResponse,
} from './ocsp-response.ts';

/** What was asked of a responder. */
export interface OcspQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** `extnValue` of the nonce that was sent; undefined for none. */
  readonly nonceValueDer: Uint8Array | undefined;
}

/** Why an answer is none to the question. Closed list. */
export type OcspReplyProblem =
  | Exclude<OcspResponseStatus, 'successful'>
  | OcspProblem
  | 'nonce-differs'
  | 'certificate-not-answered'
  | 'not-in-force'
  | 'status-unknown';

export type OcspReply =
  | { readonly problem: OcspReplyProblem }
  | {
      readonly problem: undefined;
      readonly basic: BasicOcspResponse;
      readonly single: OcspSingleResponse;
    };

/** A responder's clock may be ahead of ours that much. */
const SKEW_MS = 60_000;
/** Without `nextUpdate` newer information can be had at any time (RFC 6960 §2.4), so only a new answer counts. */
const UNBOUNDED_AGE_MS = 300_000;

/**
 * Judges an answer before it is kept (RFC 6960 §3.2). A nonce that comes back must be ours; one that does not come back
 * is no fault: most responders give answers that they made beforehand (RFC 5019 §4, RFC 9654 §3). Then freshness alone
 * keeps an old answer from being played back. Whether the responder itself is revoked is for whoever judges the path.
 *
 * @throws PkiError `ocsp-response-unreadable`
 */
export function judgeOcspReply(responseDer: Uint8Array, question: OcspQuestion, now: Date): OcspReply {
  const response = readOcspResponse(responseDer);
  if (response.status !== 'successful') return { problem: response.status };
  const { basic } = response;
  const { certificate, issuer, nonceValueDer: nonce } = question;
  if (nonce && basic.nonceValueDer && !sameBytes(nonce, basic.nonceValueDer))
    return { problem: 'nonce-differs' };
  const serial = serialHex(certificate.serialNumber);
  const single = basic.responses.find(
    ({ certificateId: id }) => id.serialHex === serial && isIssuedBy(id, issuer),
  );
  if (single === undefined) return { problem: 'certificate-not-answered' };
  if (!isInForce(single, now)) return { problem: 'not-in-force' };
  const authority = { certificate: issuer, spkiDer: issuer.spkiDer };
  const problem = ocspResponseProblem(basic, authority, [], () => false);
  if (problem !== undefined) return { problem };
  if (single.status.kind === 'unknown') return { problem: 'status-unknown' };
  return { problem: undefined, basic, single };
}

function isInForce({ thisUpdate, nextUpdate }: OcspSingleResponse, now: Date): boolean {
  if (thisUpdate.getTime() > now.getTime() + SKEW_MS) return false;
  return nextUpdate === undefined
    ? now.getTime() - thisUpdate.getTime() < UNBOUNDED_AGE_MS
    : nextUpdate > now;
}

/**
 * The certificate of a delegated responder whose own status matters: it does not say ocsp-nocheck, and says where a list
 * about it lies (RFC 6960 §4.2.2.2.1).
 *
 * @returns undefined where the CA itself answered, or nothing need be asked
 */
export function delegatedResponder({ certificatesDer }: BasicOcspResponse): Certificate | undefined {
  return certificatesDer
    .map(readCertificate)
    .find(
      ({ extensions, allExtensions }) =>
        extensions.extendedKeyUsage?.includes(KEY_PURPOSE.ocspSigning) &&
        extensions.crlDistributionPoints !== undefined &&
        !allExtensions.some(({ oid }) => oid === EXTENSION.ocspNoCheck),
    );
}
