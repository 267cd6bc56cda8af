import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type {
  FactorChallenge,
  FactorOwner,
  FactorProblemCode,
  FactorProof,
  NewFactor,
  SecondFactor,
  StoredFactor,
} from './second-factor.ts';

/** RFC 4226 §4 asks for 128 bits at least and recommends 160. */
const SECRET_BYTES = 20;
const PERIOD_S = 30;
/** Steps before and after the present one: telephones and servers disagree by some seconds. */
const WINDOW = 1;
const ISSUER = '照章';

/** Codes of an authenticator app (RFC 6238): six digits by HMAC-SHA-1 over steps of 30 seconds, which all apps know. */
export class TotpFactor implements SecondFactor {
  readonly kind = 'totp';

  /** `told`: `secret` in base 32 to type, `uri` for a QR code. */
  async offer({ login }: FactorOwner): Promise<FactorChallenge> {
    const kept = randomBytes(SECRET_BYTES);
    const totp = totpOf(kept, login);
    return { kept, told: { secret: totp.secret.base32, uri: totp.toString() } };
  }

  async register(answer: unknown, kept: Buffer, now: Date): Promise<NewFactor | FactorProblemCode> {
    const step = provenStep(answer, kept, now);
    if (step === null) return 'factor.answer-wrong';
    return { handle: null, data: { secret: kept.toString('base64') }, counter: step };
  }

  async ask(): Promise<null> {
    return null;
  }

  /** The counter is the time step: one that was used, or an earlier one, is not taken again (RFC 6238 §5.2). */
  async prove(
    answer: unknown,
    _kept: Buffer | null,
    factors: readonly StoredFactor[],
    now: Date,
  ): Promise<FactorProof | null> {
    for (const { id, data, counter } of factors) {
      const step = provenStep(answer, Buffer.from(String(data['secret']), 'base64'), now);
      if (step !== null && step > counter) return { factorId: id, counter: step };
    }
    return null;
  }
}

/** The time step whose code `answer` is; null for anything else. */
function provenStep(answer: unknown, secret: Buffer, now: Date): number | null {
  if (typeof answer !== 'string') return null;
  const token = answer.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret, '').validate({ token, timestamp, window: WINDOW });
  return delta === null ? null : TOTP.counter({ period: PERIOD_S, timestamp }) + delta;
}

function totpOf(secret: Buffer, label: string): TOTP {
  const { buffer, byteOffset, byteLength } = secret;
  const bytes = (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength);
  return new TOTP({
    issuer: ISSUER,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
    secret: new Secret({ buffer: bytes }),
  });
}
