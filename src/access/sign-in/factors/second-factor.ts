import type { CanonicalValue } from '../../../shared/canonical-json.ts';

export const FACTOR_KINDS = ['webauthn', 'totp', 'certificate'] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** Why something cannot be registered as a factor; closed codes with texts in `sign-in.errors.ts`. */
export type FactorProblemCode =
  | 'factor.answer-wrong'
  | 'factor.certificate-unreadable'
  | 'factor.certificate-not-in-force'
  | 'factor.certificate-key'
  | 'factor.registered-already';

/** What is kept of a factor, sealed; its shape belongs to its kind. */
export type FactorData = { readonly [key: string]: CanonicalValue };

/** Who registers a factor. */
export interface FactorOwner {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
}

/** A factor about to be registered. */
export interface NewFactor {
  /** What it is recognised by among all factors of everybody; null where nothing names it. */
  readonly handle: Buffer | null;
  readonly data: FactorData;
  /** Last value that was used; a proof must raise it. 0: the kind does not count. */
  readonly counter: number;
}

/** A registered factor. */
export interface StoredFactor extends NewFactor {
  readonly id: string;
}

/** A challenge: what the service keeps until the answer comes, and what it tells the one who answers. */
export interface FactorChallenge {
  readonly kept: Buffer;
  readonly told: { readonly [key: string]: unknown };
}

/** A factor that proved itself, with the counter that it now has. */
export interface FactorProof {
  readonly factorId: string;
  readonly counter: number;
}

/** One kind of second factor: pure but for random bytes and cryptography; rows, locks and time limits are others' work. */
export interface SecondFactor {
  readonly kind: FactorKind;
  /** What to keep and tell when one is to be registered. */
  offer(owner: FactorOwner, existing: readonly StoredFactor[]): Promise<FactorChallenge>;
  /** The factor that `answer` proves to be the owner's, or why it is none. Never throws for what the answer holds. */
  register(answer: unknown, kept: Buffer, now: Date): Promise<NewFactor | FactorProblemCode>;
  /** What to keep and tell when a proof is wanted; null where nothing has to be told first. */
  ask(factors: readonly StoredFactor[]): Promise<FactorChallenge | null>;
  /** Which of `factors` the answer proves; null: none. Never throws for what the answer holds. */
  prove(
    answer: unknown,
    kept: Buffer | null,
    factors: readonly StoredFactor[],
    now: Date,
  ): Promise<FactorProof | null>;
}
