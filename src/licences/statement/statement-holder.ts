/** Encodings of the holder part; the shorter one is taken. */
const UTF8 = 0;
const UTF16 = 1;
const MAX_TEXT_BYTES = 28;

/** One byte that names the encoding and at most 28 bytes of text; a longer one loses its end and gains `…`. */
export function encodeHolder(text: string): Uint8Array {
  const characters = [...text];
  let encoded = shorterEncoding(text);
  while (encoded.length - 1 > MAX_TEXT_BYTES) {
    characters.pop();
    encoded = shorterEncoding(`${characters.join('')}…`);
  }
  return encoded;
}

function shorterEncoding(text: string): Uint8Array {
  const utf8 = new TextEncoder().encode(text);
  const isUtf8Shorter = utf8.length <= text.length * 2;
  return Uint8Array.from(isUtf8Shorter ? [UTF8, ...utf8] : [UTF16, ...utf16BigEndian(text)]);
}

function utf16BigEndian(text: string): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1)
    bytes.push(text.charCodeAt(at) >> 8, text.charCodeAt(at) & 0xff);
  return bytes;
}

/** The text of a holder part, or `null` when it is no text in a known encoding. */
export function decodeHolder(bytes: Uint8Array): string | null {
  const text = bytes.subarray(1);
  if (bytes.length === 0 || text.length > MAX_TEXT_BYTES) return null;
  if (bytes[0] === UTF8) return decode('utf-8', text);
  return bytes[0] === UTF16 ? decode('utf-16be', text) : null;
}

function decode(encoding: 'utf-8' | 'utf-16be', bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
