import {
  dict,
  name,
  type PdfDict,
  type PdfObject,
  PdfReference,
  PdfStream,
} from '../../src/crypto/pdf/pdf-objects.ts';
import type { RevisionObject } from '../../src/crypto/pdf/revision-writer.ts';
import { drawPdf } from './drawn-pdf.ts';
import { appendObjects } from './painted-over-pdf.ts';

/** A page whose content and resources a test writes itself. */
export interface TextPage {
  readonly content: string;
  readonly fonts: Readonly<Record<string, PdfDict>>;
  /** ToUnicode of the fonts that have one. */
  readonly toUnicode?: Readonly<Record<string, PdfStream>>;
  readonly forms?: Readonly<Record<string, PdfStream>>;
  readonly pageEntries?: Readonly<Record<string, PdfObject>>;
}

/** A file of one page with just that text, for finding and placing. */
export function drawTextPage({
  content,
  fonts,
  toUnicode = {},
  forms = {},
  pageEntries = {},
}: TextPage): Buffer {
  return appendObjects(drawPdf({ pageEntries }).bytes, (document, next) => {
    const objects: RevisionObject[] = [
      { number: 6, object: new PdfStream(dict({}), Buffer.from(content, 'latin1')) },
    ];
    const add = (object: PdfObject) => {
      const number = next + objects.length;
      objects.push({ number, object });
      return new PdfReference(number);
    };
    const mapped = Object.entries(fonts).map(([key, font]): [string, PdfDict] => {
      const map = toUnicode[key];
      return [key, map ? font.with({ ToUnicode: add(map) }) : font];
    });
    const drawn = Object.entries(forms).map(([key, form]): [string, PdfObject] => [key, add(form)]);
    const resources = dict({
      Font: dict(Object.fromEntries(mapped)),
      XObject: dict(Object.fromEntries(drawn)),
    });
    const page = document.resolveDict(new PdfReference(5)) ?? dict({});
    return [...objects, { number: 5, object: page.with({ Resources: resources }) }];
  });
}

export const HELVETICA = dict({
  Type: name('Font'),
  Subtype: name('Type1'),
  BaseFont: name('Helvetica'),
  Encoding: name('WinAnsiEncoding'),
});

/** A composite font of Adobe-GB1 that nobody has embedded, as older office software writes it. */
export const chineseFont = (encoding: string): PdfDict =>
  dict({
    Type: name('Font'),
    Subtype: name('Type0'),
    BaseFont: name('STSong-Light'),
    Encoding: name(encoding),
    DescendantFonts: [
      dict({
        Type: name('Font'),
        Subtype: name('CIDFontType0'),
        BaseFont: name('STSong-Light'),
        CIDSystemInfo: dict({ Registry: name('Adobe'), Ordering: name('GB1'), Supplement: 2 }),
        DW: 1000,
      }),
    ],
  });

/** A form with text of its own, drawn by `/name Do`. */
export const textForm = (
  content: string,
  fonts: Readonly<Record<string, PdfObject>>,
  matrix: readonly number[],
): PdfStream =>
  new PdfStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [0, 0, 400, 400],
      Matrix: [...matrix],
      Resources: dict({ Font: dict(fonts) }),
    }),
    Buffer.from(content, 'latin1'),
  );
