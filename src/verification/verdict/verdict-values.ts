import { type CalendarDate, daysBetween } from '../../shared/calendar-date.ts';
import type { FactName, Facts } from './facts.ts';
import type {
  CannotCheckReason,
  ChangedPage,
  EndedState,
  SealBadReason,
  StoppedState,
  VerdictValues,
} from './verdict-codes.ts';
import { missingFactOf, type PrecedenceCode, type Subject } from './verdict-precedence.ts';

/** What the sentences are filled with: the register's words, and of a checked file its signer and its changes. */
export interface ConclusionContext {
  readonly subject: Subject;
  /** Day of the check in Asia/Shanghai. */
  readonly today: CalendarDate;
  /** Must be given where facts speak of a licence (`registerKnows` passed). */
  readonly licence: ConcludedLicence | null;
  /** Must be given where facts speak of a signer. */
  readonly signer: ConcludedSigner | null;
  readonly changedPages: readonly ChangedPage[];
  readonly comparison: Comparison;
  readonly triesLeft?: number;
}

export interface ConcludedLicence {
  readonly authority: string;
  readonly phone: string | null;
  readonly effectiveOn: CalendarDate;
  readonly expiresOn: CalendarDate | null;
  readonly stateEffectiveOn: CalendarDate;
  readonly supersededOn: CalendarDate | null;
  readonly currentVersion: number;
}

export interface ConcludedSigner {
  readonly commonName: string;
  readonly certificateIssuer: string;
  readonly sealName?: string;
  readonly sealedOn?: CalendarDate;
}

/** Items of a copy against the register, by name: an unread item is never a differing one. */
export interface Comparison {
  readonly matching: readonly string[];
  readonly differing: readonly string[];
  readonly uncompared: readonly string[];
}

type ValuesOf<Code extends PrecedenceCode> = (
  facts: Facts,
  context: ConclusionContext,
) => VerdictValues[Code];

/** How the values of each conclusion follow from the facts and what was learnt on the way. */
export const VALUES_BY_CODE: { readonly [Code in PrecedenceCode]: ValuesOf<Code> } = {
  test: () => ({}),
  unsigned: () => ({}),
  unknown: () => ({}),
  'mismatch-personal': () => ({}),
  mismatch: (_facts, { triesLeft }) => (triesLeft === undefined ? {} : { triesLeft }),
  altered: (facts, context) => ({
    pages: context.changedPages,
    registered: facts.registerKnows.outcome === 'passed',
  }),
  impostor: (_facts, context) => ({ authority: signerOf(context).commonName }),
  'seal-bad': sealBadValues,
  revoked: revokedValues,
  suspended: suspendedValues,
  'copy-differs': (_facts, { comparison }) => ({ items: comparison.differing }),
  'not-ours': (facts, context) => ({
    signer: signerOf(context).commonName,
    certificateIssuer: signerOf(context).certificateIssuer,
    recognisedIssuer: facts.signerTrusted.outcome === 'passed',
    unchanged: isUnaltered(facts),
  }),
  'cannot-check': (facts, context) => ({
    missing: whatIsMissing(facts, context.subject),
    fileUnaltered: context.subject === 'sealed-file' && isUnaltered(facts),
  }),
  'not-yet': (_facts, context) => ({ effectiveOn: licenceOf(context).effectiveOn }),
  expired: expiredValues,
  superseded: (_facts, context) => ({
    supersededOn: licenceOf(context).supersededOn ?? context.today,
    currentVersion: licenceOf(context).currentVersion,
  }),
  disputed: (_facts, context) => authorityWithPhone(context),
  'copy-match': (_facts, context) => ({
    authority: licenceOf(context).authority,
    items: context.comparison.matching,
    uncompared: context.comparison.uncompared,
  }),
  'copy-to-compare': (_facts, context) => ({ authority: licenceOf(context).authority }),
  valid: (_facts, context) => ({ authority: licenceOf(context).authority }),
};

function revokedValues(facts: Facts, context: ConclusionContext): VerdictValues['revoked'] {
  return {
    ...authorityWithPhone(context),
    state: facts.inForce.reason as EndedState,
    effectiveOn: licenceOf(context).stateEffectiveOn,
    fileUnaltered: context.subject === 'sealed-file' && isUnaltered(facts),
  };
}

function suspendedValues(facts: Facts, context: ConclusionContext): VerdictValues['suspended'] {
  return {
    ...authorityWithPhone(context),
    state: facts.inForce.reason as StoppedState,
    since: licenceOf(context).stateEffectiveOn,
  };
}

function expiredValues(_facts: Facts, context: ConclusionContext): VerdictValues['expired'] {
  const expiredOn = licenceOf(context).expiresOn ?? context.today;
  return { expiredOn, days: daysBetween(expiredOn, context.today) };
}

const SEAL_BAD_REASONS: Readonly<Record<string, SealBadReason>> = {
  'seal-lost': 'lost',
  'seal-cancelled': 'cancelled',
  'seal-stopped': 'stopped',
  'seal-ended': 'ended',
  'seal-not-yet': 'not-yet',
  'signer-not-in-seal': 'other-signer',
  REVOKED: 'revoked',
  EXPIRED: 'ended',
  NOT_YET_VALID: 'not-yet',
};

function sealBadValues(facts: Facts, context: ConclusionContext): VerdictValues['seal-bad'] {
  const fact = facts.sealGood.outcome === 'failed' ? facts.sealGood : facts.certificateGood;
  const { sealName, sealedOn, commonName } = signerOf(context);
  return {
    sealName: sealName ?? commonName,
    reason: SEAL_BAD_REASONS[fact.reason] ?? 'certificate',
    ...(sealedOn && { sealedOn }),
  };
}

function authorityWithPhone(context: ConclusionContext): { authority: string; phone?: string } {
  const { authority, phone } = licenceOf(context);
  return phone === null ? { authority } : { authority, phone };
}

function isUnaltered(facts: Facts): boolean {
  return facts.unchangedSinceSealing.outcome === 'passed' && facts.nothingAdded.outcome === 'passed';
}

const MISSING: Readonly<Record<FactName, CannotCheckReason>> = {
  unchangedSinceSealing: 'algorithm',
  signatureHolds: 'algorithm',
  signerTrusted: 'certificate',
  certificateGood: 'certificate',
  sealGood: 'seal',
  nothingAdded: 'content',
  identicalToRegistered: 'register',
  registerKnows: 'register',
  contentMatches: 'register',
  inForce: 'register',
  notDisputed: 'register',
};

function whatIsMissing(facts: Facts, subject: Subject): CannotCheckReason {
  const name = missingFactOf(facts, subject) ?? 'registerKnows';
  const { reason } = facts[name];
  if (reason === 'OUT_OF_BOUNDS_NO_POE' || reason === 'REVOKED_NO_POE') return 'proof-of-time';
  if (reason === 'TRY_LATER') return 'revocation';
  return reason === 'register-out-of-reach' ? 'register' : MISSING[name];
}

function licenceOf({ licence }: ConclusionContext): ConcludedLicence {
  if (!licence) throw new Error('facts speak of a licence that the context lacks');
  return licence;
}

function signerOf({ signer }: ConclusionContext): ConcludedSigner {
  if (!signer) throw new Error('facts speak of a signer that the context lacks');
  return signer;
}
