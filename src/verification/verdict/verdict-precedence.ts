import type { FactName, FactReason, Facts } from './facts.ts';
import type { VerdictCode } from './verdict-codes.ts';

/**
 * What was put before us: a file that carries a signature, a copy (picture, scan, print-out, a file that lost its
 * seal), or nothing but a number or code looked up in the register.
 */
export type Subject = 'sealed-file' | 'copy' | 'register';

/** Facts without which nothing may be called genuine and in force; anything else than `passed` keeps the answer from green. */
export const REQUIRED_FACTS: Readonly<Record<Subject, readonly FactName[]>> = {
  'sealed-file': [
    'unchangedSinceSealing',
    'signatureHolds',
    'signerTrusted',
    'certificateGood',
    'sealGood',
    'nothingAdded',
    'identicalToRegistered',
    'registerKnows',
    'inForce',
  ],
  copy: ['registerKnows', 'inForce'],
  register: ['registerKnows', 'inForce'],
};

/** Codes that rest on facts; the others of the closed list come from the door (limits, unreadable files, foreign codes). */
export type PrecedenceCode = Extract<
  VerdictCode,
  | 'test'
  | 'altered'
  | 'impostor'
  | 'seal-bad'
  | 'revoked'
  | 'suspended'
  | 'copy-differs'
  | 'unsigned'
  | 'not-ours'
  | 'mismatch'
  | 'mismatch-personal'
  | 'unknown'
  | 'cannot-check'
  | 'not-yet'
  | 'expired'
  | 'superseded'
  | 'disputed'
  | 'copy-match'
  | 'copy-to-compare'
  | 'valid'
>;

interface PrecedenceRow {
  readonly code: PrecedenceCode;
  readonly holds: (facts: Facts, subject: Subject) => boolean;
}

const failedBecause =
  <Name extends FactName>(name: Name, ...reasons: readonly FactReason<Name>[]) =>
  (facts: Facts): boolean => {
    const fact: { outcome: string; reason: FactReason<Name> } = facts[name];
    return fact.outcome === 'failed' && reasons.includes(fact.reason);
  };

const failed = (facts: Facts, name: FactName): boolean => facts[name].outcome === 'failed';

/**
 * The one precedence table: the first row that holds is the conclusion (docs/adr/0005-verdict.md). A proven “no” comes
 * first; `cannot-check` stands above every “genuine, but …” because what was not learnt may be worse than the “but”.
 */
export const VERDICT_PRECEDENCE: readonly PrecedenceRow[] = [
  { code: 'test', holds: failedBecause('signerTrusted', 'development-authority') },
  { code: 'altered', holds: isAltered },
  { code: 'impostor', holds: failedBecause('signerTrusted', 'claims-our-authority') },
  { code: 'seal-bad', holds: isSealBad },
  {
    code: 'revoked',
    holds: failedBecause('inForce', 'revoked', 'annulled', 'cancelled', 'withdrawn', 'transferred-out'),
  },
  { code: 'suspended', holds: failedBecause('inForce', 'suspended', 'lost') },
  { code: 'copy-differs', holds: (facts) => failed(facts, 'contentMatches') },
  { code: 'unsigned', holds: isUnsigned },
  { code: 'not-ours', holds: isStrangers },
  { code: 'mismatch-personal', holds: failedBecause('registerKnows', 'not-matching-personal') },
  { code: 'mismatch', holds: failedBecause('registerKnows', 'not-matching') },
  { code: 'unknown', holds: (facts, subject) => subject !== 'sealed-file' && failed(facts, 'registerKnows') },
  { code: 'cannot-check', holds: (facts, subject) => missingFactOf(facts, subject) !== null },
  { code: 'not-ours', holds: isGenuineButNotRegistered },
  { code: 'not-yet', holds: failedBecause('inForce', 'not-yet') },
  { code: 'expired', holds: failedBecause('inForce', 'expired') },
  { code: 'superseded', holds: failedBecause('inForce', 'superseded') },
  { code: 'disputed', holds: (facts) => failed(facts, 'notDisputed') },
  {
    code: 'copy-match',
    holds: (facts, subject) => subject === 'copy' && facts.contentMatches.outcome === 'passed',
  },
  { code: 'copy-to-compare', holds: (_facts, subject) => subject === 'copy' },
  { code: 'valid', holds: () => true },
];

/** The code of the first row of the table that holds. */
export function verdictCodeOf(facts: Facts, subject: Subject): PrecedenceCode {
  for (const row of VERDICT_PRECEDENCE) if (row.holds(facts, subject)) return row.code;
  throw new Error('the last row of the precedence table always holds');
}

/**
 * The first fact, in reading order, that had to be learnt and was not; null when all were. A failed fact counts as
 * learnt where a row of its own speaks of it.
 */
export function missingFactOf(facts: Facts, subject: Subject): FactName | null {
  const missing = REQUIRED_FACTS[subject].find((name) => !isLearnt(facts, name));
  if (missing !== undefined) return missing;
  // A dispute that could not be looked up is not “no dispute”.
  return facts.notDisputed.outcome === 'unknown' ? 'notDisputed' : null;
}

/** Required facts whose failure is an answer of its own, in a row above or below `cannot-check`. */
const SPOKEN_FAILURES: { readonly [Name in FactName]?: (facts: Facts) => boolean } = {
  registerKnows: () => true,
  identicalToRegistered: () => true,
  sealGood: isNoSealOfOurs,
  inForce: failedBecause('inForce', 'not-yet', 'expired', 'superseded'),
};

function isLearnt(facts: Facts, name: FactName): boolean {
  // What the register does not know has no state to be learnt; a row of its own says so.
  if (name === 'inForce' && failed(facts, 'registerKnows')) return true;
  const { outcome } = facts[name];
  return outcome === 'passed' || (outcome === 'failed' && SPOKEN_FAILURES[name]?.(facts) === true);
}

/** Bytes differ from what was sealed, or from the registered file that it says it is; a stranger's file is `not-ours`. */
function isAltered(facts: Facts): boolean {
  if (failed(facts, 'unchangedSinceSealing') || failed(facts, 'signatureHolds')) return true;
  if (failed(facts, 'nothingAdded')) return true;
  return (
    facts.signerTrusted.outcome === 'passed' && failedBecause('identicalToRegistered', 'other-digest')(facts)
  );
}

/**
 * A stranger's ended certificate says nothing about a seal of ours: that is `not-ours`. An electronic seal in the hands
 * of another signer is bad whoever that is.
 */
function isSealBad(facts: Facts): boolean {
  if (failedBecause('sealGood', 'signer-not-in-seal')(facts)) return true;
  if (failed(facts, 'signerTrusted')) return false;
  return failed(facts, 'certificateGood') || (failed(facts, 'sealGood') && !isNoSealOfOurs(facts));
}

function isUnsigned(facts: Facts, subject: Subject): boolean {
  return subject === 'copy' && facts.registerKnows.outcome === 'notApplicable';
}

/** Signed by somebody we do not know. */
function isStrangers(facts: Facts, subject: Subject): boolean {
  return subject === 'sealed-file' && failed(facts, 'signerTrusted');
}

/** A certificate of a recognised authority that no registered seal has. */
function isNoSealOfOurs(facts: Facts): boolean {
  return failedBecause('sealGood', 'seal-not-registered')(facts);
}

/** A recognised certificate or a seal of ours on something that is no registered licence. */
function isGenuineButNotRegistered(facts: Facts, subject: Subject): boolean {
  if (subject !== 'sealed-file') return false;
  return failed(facts, 'registerKnows') || failed(facts, 'identicalToRegistered') || isNoSealOfOurs(facts);
}
