/** Escapes that may stand for NUL or for half of a surrogate pair; a body without them needs no walk. */
const SUSPECT = /\\u(?:0000|[dD][89a-fA-F])/;

/**
 * True when every string in `value` (parsed from `json`) can be stored: PostgreSQL refuses NUL, and a lone surrogate
 * has no UTF-8. JSON allows both, so a stranger could otherwise make any statement fail.
 */
export function isStorable(json: string, value: unknown): boolean {
  return !SUSPECT.test(json) || everyString(value);
}

function everyString(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (Array.isArray(value)) return value.every(everyString);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).every(([name, member]) => everyString(name) && everyString(member));
  return true;
}
