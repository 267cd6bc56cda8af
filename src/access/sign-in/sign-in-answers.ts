import { z } from 'zod';
import type { Session } from '../sessions/session.ts';
import type { ToldChallenge } from './factors/factor-dialogue.ts';
import { FACTOR_KINDS } from './factors/second-factor.ts';

const Instant = z.iso.datetime();
const Kind = z.enum(FACTOR_KINDS);

export const SignInBegun = z
  .strictObject({
    attempt: z.string().describe('To be sent with the next steps, within ten minutes'),
    kinds: z.array(Kind).describe('What the second step may be'),
  })
  .meta({ id: 'SignInBegun' });
export type SignInBegun = z.infer<typeof SignInBegun>;

export const Challenge = z
  .strictObject({
    challenge: z.uuid().nullable().describe('To be sent with the answer, once, within five minutes'),
    told: z
      .record(z.string(), z.unknown())
      .describe(
        'webauthn: options for the browser; certificate: text to sign; totp registration: secret and uri',
      ),
  })
  .meta({ id: 'FactorChallenge' });
export type Challenge = z.infer<typeof Challenge>;

export const challengeAnswer = ({ challenge, told }: ToldChallenge): Challenge => ({
  challenge,
  told: { ...told },
});

export const SignInStep = z
  .strictObject({
    session: z.uuid().nullable().describe('Id of the session that the cookie is for; null: not yet'),
    next: z.enum(['new-password']).nullable().describe('What is wanted before a session opens'),
  })
  .meta({ id: 'SignInStep' });
export type SignInStep = z.infer<typeof SignInStep>;

export const SessionView = z
  .strictObject({
    id: z.uuid(),
    present: z.boolean().describe('The one that this request was sent with'),
    factors: z.array(z.string()),
    clientPrefix: z.string(),
    openedAt: Instant,
    lastSeenAt: Instant,
    endsAt: Instant,
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

export const Sessions = z.strictObject({ sessions: z.array(SessionView) }).meta({ id: 'Sessions' });
export type Sessions = z.infer<typeof Sessions>;

/** Sessions as their owner or the security administrator sees them. */
export const sessionsAnswer = (sessions: readonly Session[], presentId: string | null): Sessions => ({
  sessions: sessions.map(({ id, factors, clientPrefix, openedAt, lastSeenAt, endsAt }) => ({
    id,
    present: id === presentId,
    factors: [...factors],
    clientPrefix,
    openedAt: openedAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    endsAt: endsAt.toISOString(),
  })),
});

export const Factors = z
  .strictObject({
    factors: z.array(
      z.strictObject({
        id: z.uuid(),
        kind: Kind,
        label: z.string(),
        addedAt: Instant,
        lastUsedAt: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'Factors' });
export type Factors = z.infer<typeof Factors>;

export const SessionsEnded = z.strictObject({ ended: z.int() }).meta({ id: 'SessionsEnded' });
export type SessionsEnded = z.infer<typeof SessionsEnded>;
