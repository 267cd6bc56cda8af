const MAX_LENGTH = 100;

/**
 * The acting officer of an `X-Acting-Officer` header: percent-encoded UTF-8, because header values are not safe beyond
 * ASCII. `null` when it is missing, empty, too long or no such text.
 */
export function readOfficer(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  const officer = decode(header)?.trim();
  return officer && [...officer].length <= MAX_LENGTH ? officer : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
