import {
  contextConstructed,
  contextPrimitive,
  generalizedTime,
  objectIdentifier,
  octetString,
  sequence,
  TAG,
  tlv,
} from '../der/der-writer.ts';
import type { Certificate } from './certificate.ts';
import { writeExtension } from './extension-writer.ts';
import { certificateSignatureIdentifier, signed } from './make-certificate.ts';
import { EXTENSION, OCSP_BASIC_RESPONSE } from './object-identifiers.ts';
import { ocspKeyHash } from './ocsp-certificate-id.ts';
import { nonceExtension } from './ocsp-request.ts';
import { OCSP_STATUS, type OcspCertificateStatus, type OcspResponseStatus } from './ocsp-response.ts';
import { revocationReasonCode } from './revocation-reason.ts';
import type { SigningKey } from './signing-key.ts';

/** What is said of one certificate. */
export interface OcspAnswer {
  /** The request's CertID, byte for byte. */
  readonly certificateIdDer: Uint8Array;
  readonly status: OcspCertificateStatus;
}

export interface OcspResponseContent {
  /** Whole seconds count, in all times. */
  readonly producedAt: Date;
  readonly nextUpdate: Date;
  readonly answers: readonly OcspAnswer[];
  /** Revocations are remembered from then on, also of certificates that have ended since. */
  readonly archiveCutoff: Date;
  /** Of the request, where it has one. */
  readonly nonceValueDer: Uint8Array | undefined;
}

/** Who signs: a certificate that its CA gave the purpose OCSPSigning. */
export interface OcspResponder {
  readonly certificate: Certificate;
  readonly key: SigningKey;
}

/** Signed OCSPResponse, DER, with the responder named by key and its certificate inside (RFC 6960 §4.2.1). */
export async function makeOcspResponse(
  content: OcspResponseContent,
  { certificate, key }: OcspResponder,
): Promise<Uint8Array> {
  const algorithm = certificateSignatureIdentifier(key.algorithm);
  const { nonceValueDer, answers, producedAt } = content;
  const tbsDer = sequence(
    contextConstructed(2, octetString(ocspKeyHash(certificate.spkiDer))),
    generalizedTime(producedAt),
    sequence(...answers.map((answer) => singleResponse(answer, content))),
    ...(nonceValueDer ? [contextConstructed(1, sequence(nonceExtension(nonceValueDer)))] : []),
  );
  const basic = await signed(tbsDer, algorithm, key, contextConstructed(0, sequence(certificate.der)));
  const bytes = sequence(objectIdentifier(OCSP_BASIC_RESPONSE), octetString(basic));
  return sequence(responseStatus('successful'), contextConstructed(0, bytes));
}

/** Unsigned OCSPResponse that says only why there is no answer, DER. */
export const makeOcspRefusal = (status: Exclude<OcspResponseStatus, 'successful'>): Uint8Array =>
  sequence(responseStatus(status));

const responseStatus = (status: OcspResponseStatus): Uint8Array =>
  tlv(TAG.enumerated, Uint8Array.of(OCSP_STATUS[status]));

function singleResponse(
  { certificateIdDer, status }: OcspAnswer,
  { producedAt, nextUpdate, archiveCutoff }: OcspResponseContent,
): Uint8Array {
  const cutoff = writeExtension(EXTENSION.ocspArchiveCutoff, false, generalizedTime(archiveCutoff));
  return sequence(
    certificateIdDer,
    certificateStatus(status),
    generalizedTime(producedAt),
    contextConstructed(0, generalizedTime(nextUpdate)),
    contextConstructed(1, sequence(cutoff)),
  );
}

function certificateStatus(status: OcspCertificateStatus): Uint8Array {
  if (status.kind !== 'revoked') return contextPrimitive(status.kind === 'good' ? 0 : 2, new Uint8Array());
  const { revokedAt, reason } = status;
  const code = tlv(TAG.enumerated, Uint8Array.of(revocationReasonCode(reason)));
  const reasons = reason === 'unspecified' ? [] : [contextConstructed(0, code)];
  return contextConstructed(1, generalizedTime(revokedAt), ...reasons);
}
