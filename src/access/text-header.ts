const MAX_LENGTH = 200;

/**
 * The text of a header such as `X-Acting-Officer` or `X-Purpose`: percent-encoded UTF-8, because header values are not
 * safe beyond ASCII. `null` when it is missing, empty, longer than 200 characters or no such text.
 */
export function readTextHeader(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  const text = decode(header)?.trim();
  return text && [...text].length <= MAX_LENGTH ? text : null;
}

function decode(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
