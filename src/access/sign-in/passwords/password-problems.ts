import type { PasswordConfig } from '../../../config/config.ts';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { foldPassword } from './fold-password.ts';

/** Why a password is not accepted; closed codes with texts in `sign-in.errors.ts`. */
export type PasswordProblemCode =
  | 'password.too-short'
  | 'password.too-long'
  | 'password.too-few-classes'
  | 'password.common'
  | 'password.holds-login'
  | 'password.used-before';

/** Nobody types more, and hashing must not be made costly by length. */
export const PASSWORD_MAX_LENGTH = 128;
/** A listed password with so many characters around it is as easily guessed. */
const ADDED_MAX = 3;
const LISTED_MIN = 6;

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

/** The form in which a password is judged, hashed and compared: keyboards write one character in several ways (NFC). */
export const normalPassword = (typed: string): string => typed.normalize('NFC');

/** Every rule that a password breaks, but for those used before. Lengths count characters, not code units. */
export function passwordProblems(
  password: string,
  login: string,
  { minLength, minClasses }: PasswordConfig,
): PasswordProblemCode[] {
  const { length } = [...password];
  const problems: PasswordProblemCode[] = [];
  if (length < minLength) problems.push('password.too-short');
  if (length > PASSWORD_MAX_LENGTH) return ['password.too-long'];
  if (CLASSES.filter((one) => one.test(password)).length < minClasses)
    problems.push('password.too-few-classes');
  if (isCommon(password)) problems.push('password.common');
  if (password.toLowerCase().includes(login.toLowerCase())) problems.push('password.holds-login');
  return problems;
}

/** Whether a listed password makes up all but three characters of it. */
function isCommon(password: string): boolean {
  const folded = foldPassword(password);
  for (let added = 0; added <= ADDED_MAX && folded.length - added >= LISTED_MIN; added += 1) {
    const length = folded.length - added;
    for (let start = 0; start <= added; start += 1)
      if (COMMON_PASSWORDS.has(folded.slice(start, start + length))) return true;
  }
  return false;
}
