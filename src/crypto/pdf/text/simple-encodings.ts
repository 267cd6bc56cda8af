/** 0x80–0x9F of Windows-1252; the rest is Latin-1. */
const WINDOWS = '€\u2022‚ƒ„…†‡ˆ‰Š‹Œ\u2022Ž\u2022\u2022‘’“”•–—˜™š›œ\u2022žŸ';
/** 0x80–0xFF of Mac OS Roman. */
const MAC =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
/** 0xA1–0xFB of the Standard encoding; a space where there is none. */
const STANDARD =
  "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

/**
 * Text of one code of a simple font under a predefined encoding (ISO 32000-2 annex D), `undefined` where it has none.
 *
 * @param encoding `WinAnsiEncoding`, `MacRomanEncoding`; anything else is the Standard encoding
 */
export function textOfSimpleCode(code: number, encoding: string | undefined): string | undefined {
  if (encoding === 'WinAnsiEncoding') return code < 0x80 || code > 0x9f ? latin1(code) : WINDOWS[code - 0x80];
  if (encoding === 'MacRomanEncoding') return code < 0x80 ? latin1(code) : MAC[code - 0x80];
  if (code === 0x27) return '’';
  if (code === 0x60) return '‘';
  if (code < 0x7f) return latin1(code);
  const text = STANDARD[code - 0xa1];
  return text === ' ' ? undefined : text;
}

const latin1 = (code: number): string | undefined => (code < 0x20 ? undefined : String.fromCharCode(code));
