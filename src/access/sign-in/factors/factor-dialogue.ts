import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../shared/clock.ts';
import { factorRefused } from '../sign-in.errors.ts';
import type { SigningAccount } from '../signing-accounts.queries.ts';
import { type ChallengeOwner, FactorChallenges } from './factor-challenges.ts';
import type { FactorKind, FactorProof, NewFactor } from './second-factor.ts';
import { SecondFactors } from './second-factors.ts';
import { StaffFactors } from './staff-factors.service.ts';

/** What a person's software is told to answer to; `challenge` is null where nothing had to be kept. */
export interface ToldChallenge {
  readonly challenge: string | null;
  readonly told: { readonly [key: string]: unknown };
}

/** An answer of a person's software. */
export interface FactorAnswer {
  readonly kind: FactorKind;
  /** Id of the challenge that it answers. */
  readonly challenge: string | null;
  /** Anything: its shape is the kind's to judge. */
  readonly answer: unknown;
}

/** Asks and judges second factors: challenges, registered keys and the rules of each kind brought together. */
@Injectable()
export class FactorDialogue {
  constructor(
    @Inject(SecondFactors) private readonly kinds: SecondFactors,
    @Inject(StaffFactors) private readonly factors: StaffFactors,
    @Inject(FactorChallenges) private readonly challenges: FactorChallenges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What it takes to register a factor of this kind. */
  async offer(owner: ChallengeOwner, account: SigningAccount, kind: FactorKind): Promise<ToldChallenge> {
    const existing = await this.factors.storedOf(account.id, kind);
    const described = { accountId: account.id, login: account.login, name: account.name };
    const { kept, told } = await this.kinds.of(kind).offer(described, existing);
    const purpose = { owner, kind, purpose: 'registration' } as const;
    return { challenge: await this.challenges.keep(purpose, kept, this.clock.now()), told };
  }

  /**
   * The factor that an answer to `offer` proves.
   *
   * @throws DomainError factor.refused with its reason
   */
  async registered(owner: ChallengeOwner, { kind, challenge, answer }: FactorAnswer): Promise<NewFactor> {
    const now = this.clock.now();
    const purpose = { owner, kind, purpose: 'registration' } as const;
    const kept = challenge === null ? null : await this.challenges.take(challenge, purpose, now);
    if (!kept) throw factorRefused('factor.answer-wrong');
    const registered = await this.kinds.of(kind).register(answer, kept, now);
    if (typeof registered === 'string') throw factorRefused(registered);
    return registered;
  }

  /** What it takes to prove a registered factor of this kind. */
  async ask(owner: ChallengeOwner, accountId: string, kind: FactorKind): Promise<ToldChallenge> {
    const asked = await this.kinds.of(kind).ask(await this.factors.storedOf(accountId, kind));
    if (!asked) return { challenge: null, told: {} };
    const purpose = { owner, kind, purpose: 'proof' } as const;
    return { challenge: await this.challenges.keep(purpose, asked.kept, this.clock.now()), told: asked.told };
  }

  /** Which factor of the account an answer proves; null: none. */
  async proven(
    owner: ChallengeOwner,
    accountId: string,
    { kind, challenge, answer }: FactorAnswer,
  ): Promise<FactorProof | null> {
    const now = this.clock.now();
    const purpose = { owner, kind, purpose: 'proof' } as const;
    const kept = challenge === null ? null : await this.challenges.take(challenge, purpose, now);
    return this.kinds.of(kind).prove(answer, kept, await this.factors.storedOf(accountId, kind), now);
  }
}
