import { z } from 'zod';
import { FACTOR_KINDS } from './factors/second-factor.ts';
import { PASSWORD_MAX_LENGTH } from './passwords/password-problems.ts';

/** Longer than any password may be: what is too long is told as a rule, not as a malformed request. */
const Password = z.string().max(PASSWORD_MAX_LENGTH * 4);
const Login = z.string().max(200);
const AttemptToken = z.string().max(100).describe('Token of the attempt, as the first step told it');
const Kind = z.enum(FACTOR_KINDS);
const Label = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => !/\p{Cc}/u.test(text))
  .describe('What its owner calls it');
const ANSWER = {
  kind: Kind,
  challenge: z
    .uuid()
    .nullable()
    .default(null)
    .describe('Id of the challenge that is answered; none for totp'),
  answer: z
    .unknown()
    .describe(
      'totp: the six digits; webauthn: RegistrationResponseJSON or AuthenticationResponseJSON; certificate: {signature, certificate} in base64 or PEM',
    ),
} as const;

export const SignInStart = z.strictObject({ login: Login, password: Password }).meta({ id: 'SignInStart' });
export type SignInStart = z.infer<typeof SignInStart>;

export const ChallengeWanted = z
  .strictObject({ attempt: AttemptToken, kind: Kind })
  .meta({ id: 'ChallengeWanted' });
export type ChallengeWanted = z.infer<typeof ChallengeWanted>;

export const SignInProof = z.strictObject({ attempt: AttemptToken, ...ANSWER }).meta({ id: 'SignInProof' });
export type SignInProof = z.infer<typeof SignInProof>;

export const NewPassword = z
  .strictObject({ attempt: AttemptToken, password: Password })
  .meta({ id: 'NewPassword' });
export type NewPassword = z.infer<typeof NewPassword>;

export const EnrolmentStart = z
  .strictObject({ login: Login, code: z.string().max(100), password: Password })
  .meta({ id: 'EnrolmentStart' });
export type EnrolmentStart = z.infer<typeof EnrolmentStart>;

export const EnrolmentEnd = z
  .strictObject({ attempt: AttemptToken, ...ANSWER, label: Label })
  .meta({ id: 'EnrolmentEnd' });
export type EnrolmentEnd = z.infer<typeof EnrolmentEnd>;

export const PasswordChange = z
  .strictObject({ present: Password, next: Password })
  .meta({ id: 'PasswordChange' });
export type PasswordChange = z.infer<typeof PasswordChange>;

export const FactorOffer = z.strictObject({ kind: Kind }).meta({ id: 'FactorOffer' });
export type FactorOffer = z.infer<typeof FactorOffer>;

export const FactorAddition = z
  .strictObject({ password: Password, ...ANSWER, label: Label })
  .meta({ id: 'FactorAddition' });
export type FactorAddition = z.infer<typeof FactorAddition>;

export const FactorRemoval = z.strictObject({ password: Password }).meta({ id: 'FactorRemoval' });
export type FactorRemoval = z.infer<typeof FactorRemoval>;
