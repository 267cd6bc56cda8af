import type { SignerReason } from '../../crypto/cms/signer-reasons.ts';
import type { SignatureIntegrity } from '../../crypto/pdf/integrity-judge.ts';
import type { PdfSignature } from '../../crypto/pdf/pdf-signature.ts';
import type { SignatureGrounds } from './file-inspection.ts';
import type { SignerTrust } from './signer-trust.ts';

/** Enough for any reader; a hostile file may hold a million. Those that are not permitted come first. */
const MOST_CHANGES = 200;

/** What speaks against the electronic seal and not against the bytes: told with the trust in it. */
export const ABOUT_THE_SEAL: ReadonlySet<SignerReason> = new Set<SignerReason>(['signer-not-in-seal']);

/** What the facts of one signature rest on. */
export function groundsOf(
  { fieldName, subFilter, coveredLength }: PdfSignature,
  integrity: SignatureIntegrity,
  { grounds }: SignerTrust,
): SignatureGrounds {
  const { structureProblems, signerReasons, signerWarnings, nationalSeal } = integrity;
  return {
    fieldName,
    subFilter: subFilter ?? null,
    coversWholeFile: integrity.coversWholeFile,
    coveredLength,
    laterRevisions: integrity.laterRevisions,
    integrityReasons: [
      ...structureProblems,
      ...signerReasons.filter((reason) => !ABOUT_THE_SEAL.has(reason)),
    ],
    warnings: [...signerWarnings, ...(nationalSeal?.deviations ?? [])],
    changes: changesOf(integrity),
    ...grounds,
  };
}

function changesOf({ changes }: SignatureIntegrity): SignatureGrounds['changes'] {
  return [...changes]
    .sort((a, b) => Number(a.isPermitted) - Number(b.isPermitted))
    .slice(0, MOST_CHANGES)
    .map(({ code, pageNumber, fieldName, isPermitted }) => ({
      kind: code,
      page: pageNumber ?? null,
      fieldName: fieldName ?? null,
      isPermitted,
    }));
}
