import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import {
  readBitString,
  readInteger,
  readObjectIdentifier,
  readOctetString,
  readTime,
} from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { readExtensions } from './certificate-extensions.ts';
import { type DistinguishedName, readDistinguishedName } from './distinguished-name.ts';
import { EXTENSION, OCSP_BASIC_RESPONSE } from './object-identifiers.ts';
import { type OcspCertificateId, readOcspCertificateId } from './ocsp-certificate-id.ts';
import { readNonceValue } from './ocsp-request.ts';
import { PkiError } from './pki-error.ts';
import { type RevocationReason, revocationReasonByCode } from './revocation-reason.ts';

/** OCSPResponseStatus (RFC 6960 §4.2.1); 4 is unused. */
export const OCSP_STATUS = {
  successful: 0,
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
} as const;
export type OcspResponseStatus = keyof typeof OCSP_STATUS;

export type OcspCertificateStatus =
  | { readonly kind: 'good' | 'unknown' }
  | { readonly kind: 'revoked'; readonly revokedAt: Date; readonly reason: RevocationReason };

/** SingleResponse: what is said of one certificate. */
export interface OcspSingleResponse {
  readonly certificateId: OcspCertificateId;
  readonly status: OcspCertificateStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** Certificates that ended after this are still known (RFC 6960 §4.4.4). */
  readonly archiveCutoff: Date | undefined;
  readonly hasUnknownCriticalExtension: boolean;
}

export type OcspResponderId =
  | { readonly kind: 'by-name'; readonly name: DistinguishedName }
  | { readonly kind: 'by-key'; readonly keyHash: Uint8Array };

/** BasicOCSPResponse (RFC 6960 §4.2.1); bytes are views into what was read. */
export interface BasicOcspResponse {
  /** The whole OCSPResponse. */
  readonly der: Uint8Array;
  readonly tbsDer: Uint8Array;
  readonly responderId: OcspResponderId;
  readonly producedAt: Date;
  readonly responses: readonly OcspSingleResponse[];
  readonly nonceValueDer: Uint8Array | undefined;
  readonly hasUnknownCriticalExtension: boolean;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** Of the responder, and what leads to it. */
  readonly certificatesDer: readonly Uint8Array[];
}

export type OcspResponse =
  | { readonly status: 'successful'; readonly basic: BasicOcspResponse }
  | { readonly status: Exclude<OcspResponseStatus, 'successful'> };

/** More than any responder says at once. */
const MAX_PARTS = 200;

/** Reads an OCSPResponse; nothing in it is judged. @throws PkiError `ocsp-response-unreadable` */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  try {
    const response = expectTag(readDer(der), TAG.sequence);
    const [statusNode, content] = children(response);
    const code = Number(readInteger({ ...expectTag(statusNode, TAG.enumerated), tag: TAG.integer }));
    const status = (Object.keys(OCSP_STATUS) as OcspResponseStatus[]).find(
      (key) => OCSP_STATUS[key] === code,
    );
    if (status === undefined) throw new TypeError('unknown response status');
    if (status !== 'successful') return { status };
    if (!isContext(content, 0)) throw new TypeError('successful without a response');
    const [type, bytes] = children(expectTag(children(content)[0], TAG.sequence));
    if (readObjectIdentifier(type) !== OCSP_BASIC_RESPONSE) throw new TypeError('no basic response');
    return { status, basic: readBasic(response.bytes, readDer(readOctetString(bytes))) };
  } catch (cause) {
    throw new PkiError('ocsp-response-unreadable', cause);
  }
}

function readBasic(der: Uint8Array, node: DerNode): BasicOcspResponse {
  const [tbs, signatureAlgorithm, signature, certificates] = children(expectTag(node, TAG.sequence));
  const fields = children(expectTag(tbs, TAG.sequence));
  if (isContext(fields[0], 0)) fields.shift();
  const [responderId, producedAt, responses, extensions] = fields;
  const certificateNodes = isContext(certificates, 0)
    ? children(expectTag(children(certificates)[0], TAG.sequence))
    : [];
  const single = children(expectTag(responses, TAG.sequence));
  if (single.length > MAX_PARTS || certificateNodes.length > MAX_PARTS) throw new TypeError('too many parts');
  return {
    der,
    tbsDer: expectTag(tbs, TAG.sequence).bytes,
    responderId: readResponderId(responderId),
    producedAt: readTime(producedAt),
    responses: single.map(readSingle),
    nonceValueDer: readNonceValue(extensions),
    hasUnknownCriticalExtension: hasCritical(extensions, EXTENSION.ocspNonce),
    signatureAlgorithm: readAlgorithmIdentifier(signatureAlgorithm),
    signature: readBitString(signature).bytes,
    certificatesDer: certificateNodes.map(({ bytes }) => bytes),
  };
}

function readResponderId(node: DerNode | undefined): OcspResponderId {
  if (isContext(node, 1)) return { kind: 'by-name', name: readDistinguishedName(children(node)[0]) };
  if (isContext(node, 2)) return { kind: 'by-key', keyHash: readOctetString(children(node)[0]) };
  throw new TypeError('no responder id');
}

function readSingle(node: DerNode): OcspSingleResponse {
  const [id, status, thisUpdate, ...rest] = children(expectTag(node, TAG.sequence));
  const nextUpdate = rest.find((field) => isContext(field, 0));
  const extensions = rest.find((field) => isContext(field, 1));
  return {
    certificateId: readOcspCertificateId(id),
    status: readStatus(status),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: nextUpdate && readTime(children(nextUpdate)[0]),
    archiveCutoff: readArchiveCutoff(extensions),
    hasUnknownCriticalExtension: hasCritical(extensions, EXTENSION.ocspArchiveCutoff),
  };
}

function readStatus(node: DerNode | undefined): OcspCertificateStatus {
  if (isContext(node, 0)) return { kind: 'good' };
  if (isContext(node, 2)) return { kind: 'unknown' };
  if (!isContext(node, 1)) throw new TypeError('no certificate status');
  const [revokedAt, reasonField] = children(node);
  const reasonNode = reasonField && expectTag(children(reasonField)[0], TAG.enumerated);
  const code = reasonNode ? Number(readInteger({ ...reasonNode, tag: TAG.integer })) : 0;
  return { kind: 'revoked', revokedAt: readTime(revokedAt), reason: revocationReasonByCode(code) };
}

function readArchiveCutoff(field: DerNode | undefined): Date | undefined {
  const found = extensionsIn(field).find(({ oid }) => oid === EXTENSION.ocspArchiveCutoff);
  return found && readTime(readDer(found.valueDer));
}

const extensionsIn = (field: DerNode | undefined) =>
  field ? readExtensions(expectTag(children(field)[0], TAG.sequence)) : [];

const hasCritical = (field: DerNode | undefined, known: string): boolean =>
  extensionsIn(field).some(({ oid, critical }) => critical && oid !== known);
