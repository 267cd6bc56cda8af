import type { VerificationChannel } from '../verification-report.ts';

/** What of a licence is shown, by groups that a person would tell apart. */
export interface VisibleFields {
  readonly identifier: boolean;
  readonly number: boolean;
  readonly dates: boolean;
  /** Masked; names of bodies stand whole. */
  readonly holders: boolean;
  /** Fields of the type whose class is public. */
  readonly publicFields: boolean;
}

/** How a check came to the licence. A name that fits counts only where it was asked for. */
export type VisibilityKey =
  | Exclude<VerificationChannel, 'identifier' | 'picture'>
  | 'identifier-alone'
  | 'identifier-and-name';

const ALL: VisibleFields = { identifier: true, number: true, dates: true, holders: true, publicFields: true };
const NONE: VisibleFields = {
  identifier: false,
  number: false,
  dates: false,
  holders: false,
  publicFields: false,
};

/**
 * Channel × field class (docs/adr/0005-verdict.md). State, type and authority are always shown. A licence number is
 * guessable and asks for the name; a token cannot be guessed but hangs on walls.
 */
const BY_CHANNEL: Readonly<Record<VisibilityKey, VisibleFields>> = {
  'identifier-alone': NONE,
  'identifier-and-name': ALL,
  number: ALL,
  token: ALL,
  statement: { ...NONE, dates: true, holders: true },
  file: ALL,
};

/** Types that guard what is on them: whoever merely saw the code learns no more than type, state and authority. */
const PERSONAL_BY_CHANNEL: Readonly<Record<VisibilityKey, VisibleFields>> = {
  ...BY_CHANNEL,
  token: NONE,
};

/** What a check by `key` may show of a licence whose type is of `publicClass`. */
export function visibleFields(
  key: VisibilityKey,
  publicClass: 'public-register' | 'personal',
): VisibleFields {
  return (publicClass === 'personal' ? PERSONAL_BY_CHANNEL : BY_CHANNEL)[key];
}
