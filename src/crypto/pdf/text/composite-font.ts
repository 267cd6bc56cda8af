import type { PdfDocument } from '../pdf-document.ts';
import { nameOf, type PdfDict, type PdfObject, PdfStream } from '../pdf-objects.ts';
import { decodeStream } from '../stream-filters.ts';
import { type CharacterCode, CharacterMap } from './character-map.ts';
import { CidWidths } from './cid-widths.ts';
import { verticalExtent } from './font-metrics.ts';
import { predefinedCodeAt } from './predefined-cmaps.ts';
import type { FontGlyph, TextFont } from './text-font.ts';

interface DecodedCode extends CharacterCode {
  readonly cid: number | undefined;
  readonly text: string;
}

/**
 * A Type 0 font (ISO 32000-2 §9.7): an encoding cuts strings into codes and gives the CIDs that widths go by; the text
 * of a code comes from ToUnicode, else from a predefined CMap that is an encoding of text itself.
 *
 * @throws PdfError
 */
export function readCompositeFont(
  document: PdfDocument,
  font: PdfDict,
  toUnicode: CharacterMap | undefined,
): TextFont {
  const [first] = document.resolveArray(font.get('DescendantFonts')) ?? [];
  const descendant = document.resolveDict(first);
  const widths = CidWidths.read(document, descendant);
  const encoding = readEncoding(document, document.resolve(font.get('Encoding')));
  const { isVertical } = encoding;
  return {
    isVertical,
    ...verticalExtent(document, document.resolveDict(descendant?.get('FontDescriptor'))),
    *glyphsOf(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const decoded = encoding.codeAt(bytes, at);
        at += Math.max(1, decoded.byteCount);
        yield glyphOf(decoded, toUnicode?.textOf(decoded.code) ?? decoded.text, widths, isVertical);
      }
    },
  };
}

function glyphOf(
  { cid, code, byteCount }: DecodedCode,
  text: string,
  widths: CidWidths,
  isVertical: boolean,
): FontGlyph {
  const widthEm = cid === undefined ? widths.guess(text) : widths.widthOf(cid);
  const vertical = widths.verticalOf(cid, widthEm);
  return {
    text,
    widthEm,
    advanceEm: isVertical ? vertical.advanceEm : widthEm,
    verticalOriginEm: isVertical ? vertical.originEm : null,
    isWordSpace: byteCount === 1 && code === 32,
  };
}

interface CodeReader {
  readonly isVertical: boolean;
  codeAt(bytes: Uint8Array, position: number): DecodedCode;
}

function readEncoding(document: PdfDocument, encoding: PdfObject | undefined): CodeReader {
  if (encoding instanceof PdfStream) return embeddedEncoding(document, encoding);
  const cmapName = nameOf(encoding) ?? 'Identity-H';
  return {
    isVertical: cmapName.endsWith('V'),
    codeAt: (bytes, position) => {
      const known = predefinedCodeAt(cmapName, bytes, position);
      if (known) return { ...known, cid: undefined };
      const code = ((bytes[position] ?? 0) << 8) | (bytes[position + 1] ?? 0);
      return { code, byteCount: 2, cid: code, text: '' };
    },
  };
}

function embeddedEncoding(document: PdfDocument, stream: PdfStream): CodeReader {
  const map = CharacterMap.read(decodeStream(stream, document.budget, document.resolve), document.budget);
  const base = readEncoding(document, stream.dict.get('UseCMap') ?? null);
  return {
    isVertical: map.isVertical || document.entry(stream.dict, 'WMode') === 1,
    codeAt: (bytes, position) => {
      if (!map.hasCodespaces) return base.codeAt(bytes, position);
      const found = map.codeAt(bytes, position);
      return { ...found, cid: map.cidOf(found) ?? found.code, text: '' };
    },
  };
}
