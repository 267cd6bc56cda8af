import { digestByName } from '../cms/digest-algorithms.ts';
import type { SignerReason } from '../cms/signer-reasons.ts';
import type { SignerVerdict } from '../cms/signer-verification.ts';
import { sealSignatureIntegrity } from '../ses/seal-signature-integrity.ts';
import {
  looksLikeSealSignature,
  readSealSignature,
  type SealSignature,
} from '../ses/seal-signature-reader.ts';
import type { SesDeviation } from '../ses/ses-deviations.ts';
import type { SesReason } from '../ses/ses-reasons.ts';
import { isNationalSubFilter } from './national-seal-filters.ts';
import type { PdfDocument } from './pdf-document.ts';
import type { PdfSignature } from './pdf-signature.ts';
import { signedParts } from './signed-parts.ts';

/** A seal of GB/T 38540 in a PDF: what `judgeSealSignature` judges further, over `signedParts` of the byte range. */
export interface NationalSeal {
  readonly signature: SealSignature;
  readonly deviations: readonly SesDeviation[];
}

/** Whether `/Contents` is to be judged as a seal signature: its SubFilter allows it, and the bytes have the shape. */
export const isNationalSeal = ({ kind, subFilter, contents }: PdfSignature): boolean =>
  kind === 'signature' && isNationalSubFilter(subFilter) && looksLikeSealSignature(contents);

/**
 * Judges a seal signature by the bytes alone, in the reasons that CMS signatures have, so that whoever reads a verdict
 * need not know which of the two it was.
 *
 * @throws PdfError `pdf-budget-exceeded`
 */
export function judgeNationalSeal(
  document: PdfDocument,
  { contents, byteRange }: PdfSignature,
): { readonly nationalSeal?: NationalSeal; readonly verdict: SignerVerdict } {
  const original = signedParts(document, byteRange);
  let signature: SealSignature;
  try {
    signature = readSealSignature(contents);
  } catch {
    const reasons = ['cms-malformed' as const];
    return { verdict: { reasons, warnings: [], signerCertificateDer: undefined, digest: undefined } };
  }
  const { reasons, deviations } = sealSignatureIntegrity(signature, original);
  return {
    nationalSeal: { signature, deviations: [...new Set([...signature.deviations, ...deviations])] },
    verdict: {
      reasons: reasons.map(signerReasonOf),
      warnings: [],
      signerCertificateDer: signature.signerCertificateDer,
      digest: digestByName('sm3'),
    },
  };
}

/** Reasons of the steps that `sealSignatureIntegrity` takes; each has its equal among those of CMS. */
function signerReasonOf({ code, detail }: SesReason): SignerReason {
  if (code === 'DIGEST') return 'message-digest-mismatch';
  if (code === 'CERT_NOT_IN_SEAL') return 'signer-not-in-seal';
  if (code === 'SEAL_SIGN') return 'seal-signature-wrong';
  if (detail === 'algorithm-not-sm2') return 'signature-algorithm-unknown';
  return detail === 'certificate-unreadable' ? 'signer-certificate-missing' : 'signature-value-wrong';
}
