import { readLicenceIdentifier } from '../../licences/licence-identifier.ts';
import { readStatement } from '../../licences/statement/statement.ts';
import { TOKEN_ALPHABET } from '../../shared/ids.ts';

/** What the text of a QR code, or what somebody typed, turns out to be. */
export type WrittenCode =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'statement'; readonly text: string }
  | { readonly kind: 'identifier'; readonly identifier: string }
  | { readonly kind: 'foreign'; readonly domain: string | null };

const TOKEN = new RegExp(`^[${TOKEN_ALPHABET}]{20}$`);

/**
 * Reads a code. Only addresses below `publicOrigin` are ours: whoever prints a code chooses what stands in it, and a
 * look-alike domain is the oldest trick.
 */
export function readWrittenCode(text: string, publicOrigin: string): WrittenCode {
  const written = text.trim();
  const token = tokenIn(written, publicOrigin);
  if (token) return { kind: 'token', token };
  if (readStatement(written).kind === 'read') return { kind: 'statement', text: written };
  const identifier = readLicenceIdentifier(written);
  if (identifier.kind === 'read') return { kind: 'identifier', identifier: identifier.text };
  return { kind: 'foreign', domain: domainOf(written) };
}

const RANK: Readonly<Record<WrittenCode['kind'], number>> = {
  token: 0,
  statement: 1,
  identifier: 2,
  foreign: 3,
};

/** All codes of one picture, the one that says most first: a face carries the short address and often a statement too. */
export function readWrittenCodes(texts: readonly string[], publicOrigin: string): WrittenCode[] {
  return texts.map((text) => readWrittenCode(text, publicOrigin)).sort((a, b) => RANK[a.kind] - RANK[b.kind]);
}

/** The token in capitals when `text` has its form; letters that are not in its alphabet are read as their twins. */
export function readToken(text: string): string | null {
  const token = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const twin = token.replace(/[OIL]/g, (letter) => (letter === 'O' ? '0' : '1'));
  return TOKEN.test(twin) ? twin : null;
}

function tokenIn(written: string, publicOrigin: string): string | null {
  const url = urlOf(written);
  if (!url) return readToken(written);
  if (url.host !== new URL(publicOrigin).host) return null;
  const [, path = '', token = '', ...rest] = url.pathname.split('/');
  return path.toLowerCase() === 'v' && rest.length === 0 ? readToken(token) : null;
}

function domainOf(written: string): string | null {
  const hostname = urlOf(written)?.hostname ?? '';
  return hostname === '' ? null : hostname.slice(0, 253);
}

function urlOf(written: string): URL | null {
  return /^https?:\/\//i.test(written) && URL.canParse(written) ? new URL(written) : null;
}
