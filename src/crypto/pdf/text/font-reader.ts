import type { PdfDocument } from '../pdf-document.ts';
import { nameOf, PdfDict, type PdfObject, PdfReference, PdfStream } from '../pdf-objects.ts';
import { decodeStream } from '../stream-filters.ts';
import { CharacterMap } from './character-map.ts';
import { readCompositeFont } from './composite-font.ts';
import { readSimpleFont } from './simple-font.ts';
import type { TextFont } from './text-font.ts';

/** Fonts of a document, each read once. */
export class FontReader {
  readonly #fonts = new Map<number, TextFont | undefined>();

  constructor(private readonly document: PdfDocument) {}

  /** A font of the resources, or undefined where none is found. @throws PdfError */
  fontOf(object: PdfObject | undefined): TextFont | undefined {
    if (!(object instanceof PdfReference)) return this.#read(object);
    if (!this.#fonts.has(object.number)) this.#fonts.set(object.number, this.#read(object));
    return this.#fonts.get(object.number);
  }

  #read(object: PdfObject | undefined): TextFont | undefined {
    const font = this.document.resolve(object);
    if (!(font instanceof PdfDict)) return undefined;
    const toUnicode = this.document.resolve(font.get('ToUnicode'));
    const { budget, resolve } = this.document;
    const map =
      toUnicode instanceof PdfStream
        ? CharacterMap.read(decodeStream(toUnicode, budget, resolve), budget)
        : undefined;
    const isComposite = nameOf(this.document.entry(font, 'Subtype')) === 'Type0';
    return isComposite
      ? readCompositeFont(this.document, font, map)
      : readSimpleFont(this.document, font, map);
  }
}
