import type { PdfDocument } from '../pdf-document.ts';
import { nameOf, PdfDict, PdfName } from '../pdf-objects.ts';
import { builtInNames } from './built-in-encoding.ts';
import type { CharacterMap } from './character-map.ts';
import { numberIn, numbersOf, verticalExtent } from './font-metrics.ts';
import { textOfGlyphName } from './glyph-names.ts';
import { textOfSimpleCode } from './simple-encodings.ts';
import { standardWidth } from './standard-font-widths.ts';
import type { FontGlyph, TextFont } from './text-font.ts';

/**
 * A font of single-byte codes: Type 1, TrueType, Type 3 (ISO 32000-2 §9.6). The text of a code comes from ToUnicode,
 * else from the names of the encoding's differences or of the font program, else from the encoding.
 *
 * @throws PdfError
 */
export function readSimpleFont(
  document: PdfDocument,
  font: PdfDict,
  toUnicode: CharacterMap | undefined,
): TextFont {
  const texts = textsOf(document, font, toUnicode);
  const widthsEm = widthsOf(document, font, texts);
  const glyphs = texts.map(
    (text, code): FontGlyph => ({
      text,
      advanceEm: widthsEm[code] ?? 0,
      widthEm: widthsEm[code] ?? 0,
      verticalOriginEm: null,
      isWordSpace: code === 32,
    }),
  );
  return {
    isVertical: false,
    ...verticalExtent(document, document.resolveDict(font.get('FontDescriptor'))),
    *glyphsOf(bytes) {
      for (const code of bytes) yield glyphs[code] as FontGlyph;
    },
  };
}

function textsOf(document: PdfDocument, font: PdfDict, toUnicode: CharacterMap | undefined): string[] {
  const encoding = document.resolve(font.get('Encoding'));
  const base =
    encoding instanceof PdfDict ? nameOf(document.entry(encoding, 'BaseEncoding')) : nameOf(encoding);
  const names = new Map([
    ...(base === undefined ? builtInNames(document, font) : []),
    ...(encoding instanceof PdfDict ? differencesOf(document, encoding) : []),
  ]);
  const isTrueType = nameOf(document.entry(font, 'Subtype')) === 'TrueType';
  return Array.from({ length: 256 }, (_, code) => {
    const glyphName = names.get(code);
    return (
      toUnicode?.textOf(code) ??
      (glyphName === undefined
        ? textOfSimpleCode(code, base ?? (isTrueType ? 'WinAnsiEncoding' : undefined))
        : textOfGlyphName(glyphName)) ??
      ''
    );
  });
}

/** `[39 /quotesingle 96 /grave …]`: a number sets the code that the names after it count from (§9.6.5.1). */
function differencesOf(document: PdfDocument, encoding: PdfDict): Map<number, string> {
  const names = new Map<number, string>();
  let code = 0;
  for (const element of document.resolveArray(encoding.get('Differences')) ?? []) {
    const value = document.resolve(element);
    if (typeof value === 'number') code = value;
    else if (value instanceof PdfName) names.set(code++, value.value);
  }
  return names;
}

function widthsOf(document: PdfDocument, font: PdfDict, texts: readonly string[]): number[] {
  const widths = numbersOf(document, font.get('Widths'));
  const first = numberIn(document, font, 'FirstChar');
  const perEm = perEmOf(document, font);
  const missing = numberIn(document, document.resolveDict(font.get('FontDescriptor')), 'MissingWidth');
  const baseFont = nameOf(document.entry(font, 'BaseFont')) ?? '';
  return texts.map((text, code) => {
    if (widths.length === 0) return standardWidth(baseFont, text) / 1000;
    return (widths[code - first] ?? missing) * perEm;
  });
}

/** Widths of a Type 3 font are in its own glyph space (§9.6.4). */
function perEmOf(document: PdfDocument, font: PdfDict): number {
  if (nameOf(document.entry(font, 'Subtype')) !== 'Type3') return 0.001;
  return numbersOf(document, font.get('FontMatrix'))[0] ?? 0.001;
}
