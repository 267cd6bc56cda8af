import type { PdfDocument } from '../pdf-document.ts';
import { PdfError } from '../pdf-error.ts';
import { nameOf, PdfDict, PdfName, type PdfObject, PdfStream } from '../pdf-objects.ts';
import { decodeStream } from '../stream-filters.ts';
import { readContentOperators } from '../text/content-operators.ts';
import { numbersOf } from '../text/font-metrics.ts';
import { FontReader } from '../text/font-reader.ts';
import type { PageGlyph } from '../text/page-glyph.ts';
import { TextState } from '../text/text-state.ts';
import { combined, type Transform, transformOf } from '../text/transform.ts';
import { boundsOfPoints, scaleOf } from './affine.ts';
import { BLACK_PAINT, isSeeThroughMode, OPAQUE_FROM, type Paint, toneOfColour } from './paint.ts';
import { glyphMark, type PaintedMark, pictureMark } from './painted-mark.ts';
import { PathBuilder } from './path-builder.ts';
import { readPictureTones } from './picture-tones.ts';

/** More saved states than any writer needs; beyond, positions could not be followed. */
const MAX_SAVED = 500;
/** Of text: shown by clipping alone, or not at all, as under a scan (ISO 32000-2 table 104). */
const UNSEEN_TEXT = new Set([3, 7]);

interface PaintState {
  readonly fill: Paint;
  readonly stroke: Paint;
  readonly isSeeThrough: boolean;
  readonly lineWidth: number;
  readonly renderingMode: number;
  readonly isType3: boolean;
}

const START: PaintState = {
  fill: BLACK_PAINT,
  stroke: BLACK_PAINT,
  isSeeThrough: false,
  lineWidth: 1,
  renderingMode: 0,
  isType3: false,
};

/**
 * Where a content stream paints, and how light. Enough to tell whether something is covered: clipping is left out and
 * glyphs are boxes, so that marks are rather too large than too small.
 */
export class ContentInterpreter {
  readonly #document: PdfDocument;
  readonly #fonts: FontReader;
  readonly #marks: PaintedMark[];
  readonly #resources: PdfDict;
  readonly #depth: number;
  readonly #text: TextState;
  readonly #path = new PathBuilder();
  readonly #saved: PaintState[] = [];
  #paint: PaintState;

  private constructor(
    from: {
      document: PdfDocument;
      fonts: FontReader;
      marks: PaintedMark[];
      depth: number;
      paint: PaintState;
    },
    start: Transform,
    resources: PdfDict,
  ) {
    this.#document = from.document;
    this.#fonts = from.fonts;
    this.#marks = from.marks;
    this.#depth = from.depth;
    this.#paint = from.paint;
    this.#resources = resources;
    const fonts = from.document.resolveDict(resources.get('Font'));
    this.#text = new TextState(
      start,
      (name) => from.fonts.fontOf(fonts?.get(name)),
      (glyph) => this.#paintGlyph(glyph),
    );
  }

  /** The marks of a page's content. @throws PdfError where it cannot be read through */
  static marksOfContent(
    document: PdfDocument,
    content: Uint8Array,
    start: Transform,
    resources: PdfDict,
  ): PaintedMark[] {
    const marks: PaintedMark[] = [];
    const from = { document, fonts: new FontReader(document), marks, depth: 0, paint: START };
    new ContentInterpreter(from, start, resources).#run(content);
    return marks;
  }

  /** The marks of a form XObject (ISO 32000-2 §8.10.1), its matrix applied first. @throws PdfError */
  static marksOfForm(document: PdfDocument, form: PdfStream, start: Transform): PaintedMark[] {
    const marks: PaintedMark[] = [];
    const from = { document, fonts: new FontReader(document), marks, depth: 0, paint: START };
    new ContentInterpreter(from, start, new PdfDict()).#runForm(form);
    return marks;
  }

  #run(content: Uint8Array): void {
    for (const { name, operands } of readContentOperators(content, this.#document.budget))
      this.#perform(name, operands);
  }

  #runForm(form: PdfStream): void {
    const document = this.#document;
    document.budget.checkDepth(this.#depth * 4);
    const matrix = combined(transformOf(numbersOf(document, form.dict.get('Matrix'))), this.#text.transform);
    const resources = document.resolveDict(form.dict.get('Resources')) ?? this.#resources;
    const from = {
      document,
      fonts: this.#fonts,
      marks: this.#marks,
      depth: this.#depth + 1,
      paint: this.#paint,
    };
    const inner = new ContentInterpreter(from, matrix, resources);
    inner.#run(decodeStream(form, document.budget, document.resolve));
  }

  #perform(name: string, operands: readonly PdfObject[]): void {
    const tone = toneOfColour(name, operands);
    if (tone !== undefined) this.#setTone(name, tone);
    else if (this.#path.extend(name, operands, this.#text.transform)) return;
    else if (PAINTING.test(name)) this.#paintPath(name);
    else this.#performOther(name, operands);
  }

  #performOther(name: string, operands: readonly PdfObject[]): void {
    const [first] = operands;
    switch (name) {
      case 'q':
        if (this.#saved.length >= MAX_SAVED) throw new PdfError('pdf-object-damaged');
        this.#saved.push(this.#paint);
        break;
      case 'Q':
        this.#paint = this.#saved.pop() ?? this.#paint;
        break;
      case 'w':
        if (typeof first === 'number') this.#set({ lineWidth: first });
        break;
      case 'Tr':
        if (typeof first === 'number') this.#set({ renderingMode: first });
        break;
      case 'Tf':
        this.#set({
          isType3: nameOf(this.#document.entry(this.#resourceDict('Font', first), 'Subtype')) === 'Type3',
        });
        break;
      case 'gs':
        this.#setExtended(this.#resourceDict('ExtGState', first));
        break;
      case 'Do':
        this.#paintXObject(this.#resource('XObject', first));
        break;
      // The samples of an inline image are not looked into; a shading fills all that is not clipped.
      case 'BI':
        this.#paintPicture(this.#text.transform, () => 'light');
        break;
      case 'sh':
        this.#paintPicture(EVERYWHERE, () => 'light');
    }
    this.#text.apply(name, operands);
  }

  #set(entries: Partial<PaintState>): void {
    this.#paint = { ...this.#paint, ...entries };
  }

  #setTone(name: string, tone: Paint['tone']): void {
    const { fill, stroke } = this.#paint;
    if (name === name.toUpperCase()) this.#set({ stroke: { ...stroke, tone } });
    else this.#set({ fill: { ...fill, tone } });
  }

  #setExtended(state: PdfDict | undefined): void {
    const numberOf = (key: string, otherwise: number) => {
      const value = this.#document.entry(state, key);
      return typeof value === 'number' ? value : otherwise;
    };
    const { fill, stroke, lineWidth, isSeeThrough } = this.#paint;
    const mode = this.#document.entry(state, 'BM');
    this.#set({
      fill: { ...fill, alpha: numberOf('ca', fill.alpha) },
      stroke: { ...stroke, alpha: numberOf('CA', stroke.alpha) },
      lineWidth: numberOf('LW', lineWidth),
      isSeeThrough: mode === undefined ? isSeeThrough : isSeeThroughMode(mode),
    });
  }

  #resource(kind: string, name: PdfObject | undefined): PdfObject | undefined {
    const found = this.#document.resolveDict(this.#resources.get(kind));
    return name instanceof PdfName ? this.#document.resolve(found?.get(name.value)) : undefined;
  }

  #resourceDict(kind: string, name: PdfObject | undefined): PdfDict | undefined {
    return this.#document.resolveDict(this.#resource(kind, name));
  }

  #isOpaque = ({ alpha }: Paint): boolean => alpha >= OPAQUE_FROM && !this.#paint.isSeeThrough;

  #paintPath(name: string): void {
    const { fill, stroke, lineWidth } = this.#paint;
    const width = lineWidth * scaleOf(this.#text.transform);
    const marks = this.#path.paint(name, {
      fill: { tone: fill.tone, isOpaque: this.#isOpaque(fill) },
      stroke: { tone: stroke.tone, isOpaque: this.#isOpaque(stroke), width },
    });
    this.#marks.push(...marks);
  }

  #paintGlyph({ corners }: PageGlyph): void {
    this.#document.budget.countSteps(4);
    const { fill, stroke, renderingMode, isType3 } = this.#paint;
    if (UNSEEN_TEXT.has(renderingMode)) return;
    const paint = renderingMode === 1 || renderingMode === 5 ? stroke : fill;
    // The glyphs of a Type 3 font are drawings of any size and colour.
    const tone = isType3 ? 'light' : paint.tone;
    // Dark text over text leaves both to be seen; light text may be blocks in the colour of the paper.
    this.#marks.push(glyphMark(boundsOfPoints(corners), tone, tone === 'light' && this.#isOpaque(paint)));
  }

  #paintXObject(object: PdfObject | undefined): void {
    if (!(object instanceof PdfStream)) return;
    const subtype = nameOf(this.#document.entry(object.dict, 'Subtype'));
    if (subtype === 'Form') this.#runForm(object);
    if (subtype !== 'Image') return;
    this.#paintPicture(this.#text.transform, readPictureTones(this.#document, object, this.#paint.fill.tone));
  }

  #paintPicture(matrix: Transform, tones: Parameters<typeof pictureMark>[1]): void {
    this.#marks.push(pictureMark(matrix, tones, this.#isOpaque(this.#paint.fill)));
  }
}

const PAINTING = /^(f\*?|F|[bB]\*?|[sS]|n)$/;
const EVERYWHERE: Transform = [1e6, 0, 0, 1e6, -5e5, -5e5];
