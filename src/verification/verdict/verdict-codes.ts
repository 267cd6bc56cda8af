/** What the reader may do: 可以采信 · 请看清再用 · 不能采信 · 尚无结论. */
export type VerdictClass = 'G' | 'A' | 'R' | 'N';

/**
 * Every conclusion there is, with its class. Codes are stable: they stand in JSON, in the access log and in the
 * texts. `copy-to-compare` is a copy whose register entry was found and whose face no machine has read: it must not
 * say “matches”.
 */
export const VERDICT_CLASSES = {
  valid: 'G',
  'not-yet': 'A',
  expired: 'A',
  superseded: 'A',
  disputed: 'A',
  'inspection-due': 'A',
  pledged: 'A',
  'purpose-copy': 'A',
  'copy-match': 'A',
  'copy-to-compare': 'A',
  revoked: 'R',
  suspended: 'R',
  altered: 'R',
  'seal-bad': 'R',
  impostor: 'R',
  'copy-differs': 'R',
  'not-ours': 'N',
  unsigned: 'N',
  unknown: 'N',
  mismatch: 'N',
  'mismatch-personal': 'N',
  unreadable: 'N',
  'cannot-check': 'N',
  'offline-list': 'N',
  'code-expired': 'N',
  'code-used': 'N',
  'foreign-code': 'N',
  rate: 'N',
  test: 'N',
} as const satisfies Record<string, VerdictClass>;

export type VerdictCode = keyof typeof VERDICT_CLASSES;

/** States that end or stop a licence, as the verdict names them. */
export type EndedState = 'revoked' | 'annulled' | 'cancelled' | 'withdrawn' | 'transferred-out';
export type StoppedState = 'suspended' | 'lost';

/** Why nothing could be checked. */
export type UnreadableReason =
  | 'password'
  | 'incomplete'
  | 'not-a-document'
  | 'no-code-found'
  | 'too-many-pages'
  | 'too-costly';

/** Values for the sentences, by code. Dates are `YYYY-MM-DD` (Asia/Shanghai), instants RFC 3339 UTC; names from the register. */
export interface VerdictValues {
  valid: { authority: string };
  'not-yet': { effectiveOn: string };
  expired: { expiredOn: string; days: number };
  superseded: { supersededOn: string; currentVersion: number };
  disputed: { authority: string; phone?: string; receivedOn?: string; answerBy?: string };
  'inspection-due': { dueOn?: string };
  pledged: { since?: string };
  'purpose-copy': { purpose?: string; unit?: string; until?: string };
  'copy-match': { authority: string; items: readonly string[]; uncompared: readonly string[] };
  'copy-to-compare': { authority: string };
  /** `fileUnaltered` is true only when a sealed file was checked: only then may the text say so. */
  revoked: {
    state: EndedState;
    authority: string;
    effectiveOn: string;
    phone?: string;
    fileUnaltered: boolean;
  };
  suspended: { state: StoppedState; authority: string; since: string; phone?: string };
  /** Without `pages` the place of the change is not known (a byte changed inside, an appended tail). */
  altered: { pages: readonly ChangedPage[]; registered: boolean };
  'seal-bad': {
    sealName: string;
    reason: SealBadReason;
    sealedOn?: string;
  };
  impostor: { authority: string };
  'copy-differs': { items: readonly string[] };
  /** `recognisedIssuer`: the certificate leads to an authority we recognise. */
  'not-ours': { signer: string; certificateIssuer: string; recognisedIssuer: boolean; unchanged: boolean };
  unsigned: Record<never, never>;
  unknown: Record<never, never>;
  mismatch: { triesLeft?: number };
  'mismatch-personal': Record<never, never>;
  unreadable: { reason: UnreadableReason };
  /** `fileUnaltered` is true only when a sealed file was checked. `missing` says what could not be learnt. */
  'cannot-check': { missing: CannotCheckReason; fileUnaltered: boolean };
  'offline-list': { listAt: string; hours: number };
  'code-expired': Record<never, never>;
  'code-used': { usedAt?: string; unit?: string };
  /** The domain alone, never the whole address; absent when the code holds no address. */
  'foreign-code': { domain?: string };
  rate: { minutes: number };
  test: Record<never, never>;
}

export type SealBadReason =
  | 'lost'
  | 'cancelled'
  | 'stopped'
  | 'ended'
  | 'not-yet'
  | 'other-signer'
  | 'revoked'
  | 'certificate';

/** What could not be learnt: the register, the certificate's revocation, when the seal was applied, the seal's algorithm, or encrypted content. */
export type CannotCheckReason =
  | 'register'
  | 'revocation'
  | 'proof-of-time'
  | 'algorithm'
  | 'content'
  | 'certificate'
  | 'seal';

export interface ChangedPage {
  /** From 1. */
  readonly page: number;
  readonly changes: number;
}

/** The one conclusion: discriminated by `code`. */
export type Conclusion = {
  [Code in VerdictCode]: {
    readonly code: Code;
    readonly class: (typeof VERDICT_CLASSES)[Code];
    readonly values: Readonly<VerdictValues[Code]>;
  };
}[VerdictCode];
