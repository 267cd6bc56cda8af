import { createHash } from 'node:crypto';
import { randomToken, TOKEN_ALPHABET } from '../../shared/ids.ts';

const CODE_LENGTH = 20;
/** How long a code opens its account. */
export const ENROLMENT_HOURS = 24;
/** After so many wrong codes the right one opens nothing either. */
export const MAX_ENROLMENT_ATTEMPTS = 5;

/** A new one-time code. `written` is shown once and never kept. */
export interface NewEnrolmentCode {
  /** 100 random bits in four groups of five, `7K2MN-…`. */
  readonly written: string;
  readonly codeHash: Buffer;
}

/** Makes a code. The hash needs no salt and no slow function: nobody guesses 100 random bits. */
export function makeEnrolmentCode(): NewEnrolmentCode {
  const code = randomToken(CODE_LENGTH);
  return { written: (code.match(/.{5}/g) ?? []).join('-'), codeHash: hashOf(code) };
}

/** SHA-256 of a code as a person typed it (any case, with or without hyphens, O for 0, I or L for 1); null when it is none. */
export function hashOfTypedCode(typed: string): Buffer | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((one) => TOKEN_ALPHABET.includes(one))
    ? hashOf(code)
    : null;
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

/** What decides whether an open enrolment can be used. */
export interface EnrolmentFacts {
  readonly expiresAt: Date;
  readonly attempts: number;
  /** Null: the command made it. */
  readonly requestedBy: string | null;
  readonly confirmedBy: string | null;
  readonly accountHoldsRoles: boolean;
}

export type EnrolmentProblem = 'expired' | 'too-many-attempts' | 'not-confirmed';

/**
 * Every reason why an open enrolment opens nothing at `at`. Whoever makes a code could use it themselves: where the
 * account holds roles it takes a second security administrator, or one could do the work of anybody.
 */
export function enrolmentProblems(facts: EnrolmentFacts, at: Date): EnrolmentProblem[] {
  const { expiresAt, attempts, requestedBy, confirmedBy, accountHoldsRoles } = facts;
  const problems: EnrolmentProblem[] = [];
  if (at >= expiresAt) problems.push('expired');
  if (attempts >= MAX_ENROLMENT_ATTEMPTS) problems.push('too-many-attempts');
  if (accountHoldsRoles && requestedBy !== null && confirmedBy === null) problems.push('not-confirmed');
  return problems;
}
