/** Names of the glyphs of ASCII, from U+0020 (Adobe Glyph List). */
const ASCII =
  'space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde';

/** Names that no rule gives, each before its character. */
const OTHERS =
  'exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ brokenbar ¦ section § dieresis ¨ copyright © ordfeminine ª guillemotleft « logicalnot ¬ registered ® macron ¯ degree ° plusminus ± twosuperior ² threesuperior ³ acute ´ mu µ paragraph ¶ periodcentered · cedilla ¸ onesuperior ¹ ordmasculine º guillemotright » onequarter ¼ onehalf ½ threequarters ¾ questiondown ¿ AE Æ Eth Ð multiply × Oslash Ø Thorn Þ germandbls ß ae æ eth ð divide ÷ oslash ø thorn þ OE Œ oe œ Lslash Ł lslash ł dotlessi ı florin ƒ circumflex ˆ tilde ˜ caron ˇ breve ˘ dotaccent ˙ ring ˚ ogonek ˛ hungarumlaut ˝ endash – emdash — quoteleft ‘ quoteright ’ quotesinglbase ‚ quotedblleft “ quotedblright ” quotedblbase „ dagger † daggerdbl ‡ bullet • ellipsis … perthousand ‰ guilsinglleft ‹ guilsinglright › fraction ⁄ Euro € trademark ™ minus − fi ﬁ fl ﬂ ff ﬀ ffi ﬃ ffl ﬄ nbspace \u00a0 sfthyphen \u00ad';

const COMBINING: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circumflex: '\u0302',
  tilde: '\u0303',
  macron: '\u0304',
  breve: '\u0306',
  dotaccent: '\u0307',
  dieresis: '\u0308',
  ring: '\u030a',
  hungarumlaut: '\u030b',
  caron: '\u030c',
  cedilla: '\u0327',
  ogonek: '\u0328',
};

const characters = new Map<string, string>();
ASCII.split(' ').forEach((glyph, at) => {
  characters.set(glyph, String.fromCharCode(0x20 + at));
});
const others = OTHERS.split(' ');
for (let at = 0; at < others.length; at += 2) characters.set(others[at] ?? '', others[at + 1] ?? '');

/**
 * The text of a glyph by its name, as the Adobe Glyph List specification makes it from names in use: those of Latin
 * alphabets, `uniXXXX`, `uXXXXXX`, and what stands before a full stop. `undefined` where the name says nothing.
 */
export function textOfGlyphName(glyphName: string): string | undefined {
  const [base = ''] = glyphName.split('.', 1);
  const known = characters.get(base);
  if (known !== undefined) return known;
  const [, letter, accent = ''] = /^([A-Za-z])([a-z]{4,12})$/.exec(base) ?? [];
  if (letter && COMBINING[accent]) return (letter + COMBINING[accent]).normalize('NFC');
  const code = /^(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))$/.exec(base);
  const point = Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
