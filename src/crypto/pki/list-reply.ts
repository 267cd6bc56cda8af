import type { Certificate } from './certificate.ts';
import type { CertificateList } from './crl.ts';
import { sameName } from './distinguished-name.ts';
import { verifySignature } from './verify-signature.ts';

/** Why a list is not kept. Closed list. */
export type ListReplyProblem = 'issuer-differs' | 'not-complete' | 'signature-invalid' | 'not-in-force';

/** A CA's clock may be ahead of ours that much. */
const SKEW_MS = 60_000;

/**
 * What is wrong with a list that was fetched for certificates of `issuer` (RFC 5280 §6.3.3 (a), (f), (g)): it must be
 * the issuer's own, complete, signed by it, and in force. Dates come before the signature: they cost nothing.
 */
export function listReplyProblem(
  list: CertificateList,
  issuer: Certificate,
  now: Date,
): ListReplyProblem | undefined {
  if (!sameName(list.issuer, issuer.subject)) return 'issuer-differs';
  if (list.deltaBaseNumber !== undefined) return 'not-complete';
  const { thisUpdate, nextUpdate, signatureAlgorithm: algorithm, tbsDer: data, signature } = list;
  const isInForce = thisUpdate.getTime() <= now.getTime() + SKEW_MS && nextUpdate && nextUpdate > now;
  if (!isInForce) return 'not-in-force';
  const { spkiDer } = issuer;
  return verifySignature({ algorithm, spkiDer, data, signature }) ? undefined : 'signature-invalid';
}
