import type { CharacterCode } from './character-map.ts';

/** The encodings that the predefined CMaps of East Asian fonts are named after (ISO 32000-2 table 116). */
const LEGACY: readonly (readonly [RegExp, string])[] = [
  [/^(GB|GBK|GBKp|GBK2K|GBpc)[-A-Z]*-/, 'gb18030'],
  [/^(B5pc|HKscs|ETen|ETenms)-/, 'big5'],
  [/RKSJ-/, 'shift_jis'],
  [/^(EUC|Ext)-/, 'euc-jp'],
  [/^(KSC|KSCms|KSCpc)-/, 'euc-kr'],
];

/** A code with its text; the text is all that is known of it, for its CID would need the tables of the CMap. */
export interface PredefinedCode extends CharacterCode {
  readonly text: string;
}

/**
 * Cuts the next code from a string by a predefined CMap whose codes are Unicode or a national encoding. `undefined` for
 * the Identity CMaps and for unknown names: their codes say nothing of the text.
 */
export function predefinedCodeAt(
  cmapName: string,
  bytes: Uint8Array,
  position: number,
): PredefinedCode | undefined {
  if (/-(UCS2|UTF16)-/.test(cmapName)) return utf16CodeAt(bytes, position);
  const encoding = LEGACY.find(([pattern]) => pattern.test(cmapName))?.[1];
  return encoding === undefined ? undefined : legacyCodeAt(encoding, bytes, position);
}

function utf16CodeAt(bytes: Uint8Array, position: number): PredefinedCode {
  const unit = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const first = unit(position);
  if ((first & 0xfc00) !== 0xd800) return { code: first, byteCount: 2, text: String.fromCharCode(first) };
  const second = unit(position + 2);
  return { code: first * 65_536 + second, byteCount: 4, text: String.fromCharCode(first, second) };
}

/** Single bytes of ASCII, pairs, and the four bytes of GB 18030, whose second byte is a digit. */
function legacyCodeAt(encoding: string, bytes: Uint8Array, position: number): PredefinedCode {
  const first = bytes[position] ?? 0;
  const second = bytes[position + 1] ?? 0;
  const isFour = encoding === 'gb18030' && first > 0x80 && second >= 0x30 && second <= 0x39;
  const byteCount = first < 0x81 ? 1 : isFour ? 4 : 2;
  const own = bytes.subarray(position, position + byteCount);
  const code = own.reduce((value, byte) => value * 256 + byte, 0);
  return { code, byteCount, text: new TextDecoder(encoding).decode(own) };
}
