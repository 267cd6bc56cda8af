import {
  type Certificate,
  readableCertificates,
  sameBytes,
  unknownCriticalExtensions,
} from './certificate.ts';
import { sameName } from './distinguished-name.ts';
import { KEY_PURPOSE } from './object-identifiers.ts';
import { ocspKeyHash } from './ocsp-certificate-id.ts';
import type { BasicOcspResponse, OcspResponderId } from './ocsp-response.ts';
import { verifySignature } from './verify-signature.ts';

/** The CA that issued the certificates asked about; `spkiDer` with inherited parameters filled in. */
export interface OcspAuthority {
  readonly certificate: Certificate;
  readonly spkiDer: Uint8Array;
}

/** Why a response counts for nothing. Closed list. */
export type OcspProblem =
  | 'unknown-critical-extension'
  | 'responder-not-found'
  | 'signature-invalid'
  | 'responder-not-authorised'
  | 'responder-not-in-force'
  | 'responder-revoked';

/** Certificates in a response are the sender's: each may cost two verifications. */
const MAX_CANDIDATES = 20;

/**
 * What is wrong with a response from the view of the CA it speaks for (RFC 6960 §3.2, §4.2.2.2): it must be signed by
 * that CA itself, or by a responder to which that CA gave a certificate for OCSPSigning, good when it signed.
 *
 * @param pool certificates among which the responder may be, besides those in the response
 * @param isRevoked what is known of the responder's own certificate, at the instant when it signed
 * @returns undefined when nothing is wrong
 */
export function ocspResponseProblem(
  response: BasicOcspResponse,
  authority: OcspAuthority,
  pool: readonly Certificate[],
  isRevoked: (responder: Certificate, at: Date) => boolean,
): OcspProblem | undefined {
  if (response.hasUnknownCriticalExtension) return 'unknown-critical-extension';
  if (isNamed(response.responderId, authority) && isSignedBy(response, authority.spkiDer)) return undefined;
  const named = [...readableCertificates(response.certificatesDer), ...pool]
    .filter((certificate) => isNamed(response.responderId, { certificate, spkiDer: certificate.spkiDer }))
    .slice(0, MAX_CANDIDATES);
  if (named.length === 0 && !isNamed(response.responderId, authority)) return 'responder-not-found';
  const signer = named.find(({ spkiDer }) => isSignedBy(response, spkiDer));
  if (signer === undefined) return 'signature-invalid';
  return responderProblem(signer, authority, response.producedAt, isRevoked);
}

function isNamed(id: OcspResponderId, { certificate, spkiDer }: OcspAuthority): boolean {
  if (id.kind === 'by-name') return sameName(id.name, certificate.subject);
  return sameBytes(id.keyHash, ocspKeyHash(spkiDer));
}

function isSignedBy(response: BasicOcspResponse, spkiDer: Uint8Array): boolean {
  const { signatureAlgorithm: algorithm, tbsDer: data, signature } = response;
  return verifySignature({ algorithm, spkiDer, data, signature });
}

/** Issued by the very CA, directly: a grandparent's responder speaks for the grandparent only (§4.2.2.2). */
function responderProblem(
  responder: Certificate,
  authority: OcspAuthority,
  producedAt: Date,
  isRevoked: (responder: Certificate, at: Date) => boolean,
): OcspProblem | undefined {
  const { extensions, signatureAlgorithm: algorithm, tbsDer: data, signature } = responder;
  const isDelegated =
    sameName(responder.issuer, authority.certificate.subject) &&
    (extensions.extendedKeyUsage ?? []).includes(KEY_PURPOSE.ocspSigning) &&
    (extensions.keyUsage?.has('digitalSignature') ?? true) &&
    unknownCriticalExtensions(responder).length === 0 &&
    verifySignature({ algorithm, spkiDer: authority.spkiDer, data, signature });
  if (!isDelegated) return 'responder-not-authorised';
  if (producedAt < responder.notBefore || producedAt > responder.notAfter) return 'responder-not-in-force';
  return isRevoked(responder, producedAt) ? 'responder-revoked' : undefined;
}
