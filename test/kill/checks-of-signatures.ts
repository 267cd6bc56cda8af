import { type Check, countBy, repeated } from './check.ts';
import type { Evidence, SealUseRow } from './evidence.ts';

function withFirstCompleted(evidence: Evidence, change: (use: SealUseRow) => SealUseRow): Evidence {
  const at = evidence.uses.findIndex(({ state }) => state === 'completed');
  return { ...evidence, uses: evidence.uses.map((use, index) => (index === at ? change(use) : use)) };
}

const idsIn = (uses: readonly SealUseRow[], state: SealUseRow['state']): string[] =>
  uses.filter((use) => use.state === state).map(({ id }) => id);

/** How many voided uses had their signature made. */
export function signedAndVoid({ uses, signatures }: Evidence): number {
  const signed = new Set(signatures);
  return idsIn(uses, 'void').filter((id) => signed.has(id)).length;
}

/** The journal of the counting signer against the rows of seal uses (ADR 2). */
export const CHECKS_OF_SIGNATURES: readonly Check[] = [
  {
    title: 'no seal use was signed twice',
    objections: ({ signatures }) => repeated(countBy(signatures, (id) => id)),
    tampered: (evidence) => ({
      ...evidence,
      signatures: [...evidence.signatures, ...evidence.signatures.slice(0, 1)],
    }),
  },
  {
    title: 'each signature was made for a seal use on record',
    objections: ({ signatures, uses }) => {
      const known = new Set(uses.map(({ id }) => id));
      return signatures.filter((id) => !known.has(id));
    },
    tampered: (evidence) => ({ ...evidence, signatures: [...evidence.signatures, 'no-such-use'] }),
  },
  {
    title: 'each completed seal use has its signature, and stands in exactly one file; a void one in none',
    objections: ({ signatures, uses }) => {
      const signed = new Set(signatures);
      return uses
        .filter(({ id, state, files }) =>
          state === 'completed' ? files !== 1 || !signed.has(id) : files !== 0,
        )
        .map(({ id, state, files }) => `${id} (${state}): ${files} files`);
    },
    tampered: (evidence) => withFirstCompleted(evidence, (use) => ({ ...use, state: 'void' })),
  },
  {
    title: 'signatures = completed uses + uses that were voided after signing',
    objections: (evidence) => {
      const expected = idsIn(evidence.uses, 'completed').length + signedAndVoid(evidence);
      return evidence.signatures.length === expected
        ? []
        : [`${evidence.signatures.length} signatures, ${expected} expected`];
    },
    tampered: (evidence) => {
      const { id } = evidence.uses.find(({ state }) => state === 'completed') ?? { id: '' };
      return { ...evidence, signatures: evidence.signatures.filter((signed) => signed !== id) };
    },
  },
  {
    title: 'no seal use is left intended once the reaper ran',
    objections: ({ uses }) => idsIn(uses, 'intended'),
    tampered: (evidence) => withFirstCompleted(evidence, (use) => ({ ...use, state: 'intended' })),
  },
];
