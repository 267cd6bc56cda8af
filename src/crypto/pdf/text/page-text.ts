import { pageContent } from '../page-content.ts';
import { type PageLeaf, pageAttribute } from '../page-tree.ts';
import type { PdfDocument } from '../pdf-document.ts';
import { PdfError } from '../pdf-error.ts';
import { nameOf, PdfDict, PdfStream } from '../pdf-objects.ts';
import { decodeStream } from '../stream-filters.ts';
import { readContentOperators } from './content-operators.ts';
import { numbersOf } from './font-metrics.ts';
import { FontReader } from './font-reader.ts';
import type { PageGlyph } from './page-glyph.ts';
import { TextState } from './text-state.ts';
import { combined, IDENTITY, type Transform, transformOf } from './transform.ts';

/** Forms in forms; more is an attack or a cycle. */
const MAX_FORM_DEPTH = 12;
/** Thirty times what the densest page of a newspaper has. */
const MAX_GLYPHS = 500_000;

/** Reads the text of pages: content streams with the forms that they draw, whatever the way in which it is painted. */
export class PageTextReader {
  readonly #fonts: FontReader;

  constructor(private readonly document: PdfDocument) {
    this.#fonts = new FontReader(document);
  }

  /**
   * The glyphs of a page in the order in which they are painted.
   *
   * @throws PdfError when a stream cannot be decoded, or the budget is spent
   */
  glyphsOf(page: PageLeaf): PageGlyph[] {
    const resources = this.document.resolveDict(pageAttribute(this.document, page, 'Resources'));
    const glyphs: PageGlyph[] = [];
    this.#read(pageContent(this.document, page), resources ?? new PdfDict(), IDENTITY, 0, glyphs);
    return glyphs;
  }

  #decode(stream: PdfStream): Uint8Array {
    return decodeStream(stream, this.document.budget, this.document.resolve);
  }

  #read(content: Uint8Array, resources: PdfDict, start: Transform, depth: number, glyphs: PageGlyph[]): void {
    if (depth > MAX_FORM_DEPTH) throw new PdfError('pdf-budget-exceeded');
    const fonts = this.document.resolveDict(resources.get('Font'));
    const { budget } = this.document;
    const collect = (glyph: PageGlyph) => {
      budget.countSteps();
      if (glyphs.length >= MAX_GLYPHS) throw new PdfError('pdf-budget-exceeded');
      if (glyph.text !== '') glyphs.push(glyph);
    };
    const state = new TextState(start, (fontName) => this.#fonts.fontOf(fonts?.get(fontName)), collect);
    for (const { name, operands } of readContentOperators(content, budget)) {
      if (name === 'Do') this.#readForm(nameOf(operands[0]), resources, state.transform, depth, glyphs);
      else state.apply(name, operands);
    }
  }

  #readForm(
    formName: string | undefined,
    resources: PdfDict,
    start: Transform,
    depth: number,
    glyphs: PageGlyph[],
  ): void {
    const forms = this.document.resolveDict(resources.get('XObject'));
    const form = this.document.resolve(forms?.get(formName ?? ''));
    if (!(form instanceof PdfStream) || nameOf(this.document.entry(form.dict, 'Subtype')) !== 'Form') return;
    const matrix = transformOf(numbersOf(this.document, form.dict.get('Matrix')));
    const own = this.document.resolveDict(form.dict.get('Resources')) ?? resources;
    this.#read(this.#decode(form), own, combined(matrix, start), depth + 1, glyphs);
  }
}
