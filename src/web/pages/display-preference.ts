import type { Display } from '../views/shell.tsx';

const COOKIE = 'display';
const COOKIE_VALUE = /(?:^|;\s*)display=(zh|en)-(normal|large)(?:;|$)/;
const ONE_YEAR_S = 31_536_000;

export interface DisplayChoice {
  readonly display: Display;
  /** Value of Set-Cookie when the reader has just chosen; null when nothing changes. */
  readonly setCookie: string | null;
}

/**
 * How this reader wants pages: what the address says (`?lang=en`, `?size=large`), else what the cookie remembers, else
 * Chinese first at normal size. The cookie names nobody.
 */
export function displayChoice(
  query: Readonly<Record<string, unknown>>,
  cookieHeader: string | undefined,
): DisplayChoice {
  const kept = COOKIE_VALUE.exec((cookieHeader ?? '').slice(0, 4096));
  const language = oneOf(query['lang'], ['zh', 'en']);
  const size = oneOf(query['size'], ['normal', 'large']);
  const first = language ?? (kept?.[1] === 'en' ? 'en' : 'zh');
  const large = (size ?? kept?.[2]) === 'large';
  const value = `${first}-${large ? 'large' : 'normal'}`;
  return {
    display: { first, large },
    setCookie:
      language || size ? `${COOKIE}=${value}; Path=/; Max-Age=${ONE_YEAR_S}; SameSite=Lax; HttpOnly` : null,
  };
}

const oneOf = <Choice extends string>(value: unknown, choices: readonly Choice[]): Choice | null =>
  choices.find((choice) => choice === value) ?? null;
