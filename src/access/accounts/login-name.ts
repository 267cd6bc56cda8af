/** Why a text is no login name; closed codes with texts in `accounts.errors.ts`. */
export type LoginProblemCode = 'login.look-alike' | 'login.pattern';

/** Of the database too (`staff_accounts.login`). */
const LOGIN = /^[a-z][a-z0-9._-]{2,31}$/;

/**
 * Why `typed` cannot be the login name of a new account; null where it can. Names that only look like another one
 * (Cyrillic а, full-width ａ, capital A, a space that is not seen) are refused instead of folded: what was typed,
 * what is kept and what stands in the log is one text, and no two accounts look alike.
 */
export function loginProblem(typed: string): LoginProblemCode | null {
  if (LOGIN.test(typed)) return null;
  return isPlainAscii(typed) && typed === typed.toLowerCase() ? 'login.pattern' : 'login.look-alike';
}

const isPlainAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
