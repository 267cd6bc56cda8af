import { pageContent } from '../page-content.ts';
import type { Rectangle } from '../page-geometry.ts';
import { type PageLeaf, pageAttribute } from '../page-tree.ts';
import type { PdfDocument } from '../pdf-document.ts';
import { PdfDict, type PdfObject, PdfReference } from '../pdf-objects.ts';
import { IDENTITY } from '../text/transform.ts';
import { type AnnotationLook, readLook } from './annotation-looks.ts';
import { ContentInterpreter } from './content-interpreter.ts';
import { isInside, type PaintedMark, type Tone } from './painted-mark.ts';

/** A dark seal, its star or its letters, may hide some glyphs: it is seen there. More is a block over a text. */
const MOST_GLYPHS_UNDER_A_SEAL = 8;
/** Points of a glyph or small figure that are asked for: three by three. */
const POINTS_A_SIDE = 3;
/** Larger figures are grounds and borders, which seals and fields lie on by design. */
const SMALL_FIGURE_PT = 72;
/** A light patch of this size on a picture hides a part of a scan. */
const PATCH_SQUARE_PT = 100;
const PATCH_STEP_PT = 4;

/**
 * Tells whether the look of an annotation hides what was to be seen on the page when it was signed (form overlays,
 * evil annotations, sneaky signatures). Filling, sealing and remarks are permitted to add something, not to take
 * something away. Light paint over any glyph, small figure or part of a picture hides it; dark paint over more than a
 * few glyphs does.
 */
export class CoverCheck {
  readonly #before: PdfDocument;
  readonly #after: PdfDocument;
  readonly #seen = new Map<number, readonly PaintedMark[]>();

  constructor(before: PdfDocument, after: PdfDocument) {
    this.#before = before;
    this.#after = after;
  }

  /**
   * @param page as it was signed
   * @param number object number of the annotation, −1 for a direct one
   * @param then the annotation as it was signed: what it covered already was not seen
   * @throws PdfError where page or look cannot be read through
   */
  hides(page: PageLeaf, number: number, now: PdfDict, then: PdfDict | undefined): boolean {
    const look = readLook(this.#after, now);
    if (look === undefined || !look.marks.some(({ isOpaque }) => isOpaque)) return false;
    const earlier = then && isSeen(this.#before, then) ? readLook(this.#before, then) : undefined;
    const asked = (mark: PaintedMark) => this.#hiddenTone(mark, look, earlier);
    let darkGlyphs = 0;
    for (const mark of this.#seenOn(page, number)) {
      const tone = overlaps(mark.box, look.box) ? asked(mark) : undefined;
      if (tone === 'light') return true;
      if (tone === 'dark' && mark.kind === 'glyph') darkGlyphs++;
    }
    return darkGlyphs > MOST_GLYPHS_UNDER_A_SEAL;
  }

  /** All that the page showed: its content and the looks of its other annotations. */
  #seenOn(page: PageLeaf, number: number): readonly PaintedMark[] {
    const others = (this.#before.resolveArray(page.dict.get('Annots')) ?? []).filter(
      (one) => !(one instanceof PdfReference && one.number === number),
    );
    return [...this.#contentOf(page), ...others.flatMap((one) => this.#marksOf(one))];
  }

  #marksOf(annotation: PdfObject): readonly PaintedMark[] {
    const dict = this.#before.resolve(annotation);
    return dict instanceof PdfDict ? (readLook(this.#before, dict)?.marks ?? []) : [];
  }

  #contentOf(page: PageLeaf): readonly PaintedMark[] {
    const known = this.#seen.get(page.reference.number);
    if (known !== undefined) return known;
    const found = pageAttribute(this.#before, page, 'Resources');
    const resources = found instanceof PdfDict ? found : new PdfDict();
    const marks = ContentInterpreter.marksOfContent(
      this.#before,
      pageContent(this.#before, page),
      IDENTITY,
      resources,
    );
    this.#seen.set(page.reference.number, marks);
    return marks;
  }

  /** The tone in which a mark of the page is hidden, by the most of its points; undefined where it is still seen. */
  #hiddenTone(
    mark: PaintedMark,
    look: AnnotationLook,
    earlier: AnnotationLook | undefined,
  ): Tone | undefined {
    const isPicture = mark.kind === 'image';
    const [left, bottom, right, top] = mark.box;
    if (mark.kind === 'shape' && Math.max(right - left, top - bottom) > SMALL_FIGURE_PT) return undefined;
    const stepPt = isPicture ? patchStep(mark.box, look.box) : 0;
    const points = isPicture ? patchPoints(mark.box, look.box, stepPt) : glyphPoints(mark.box);
    const found = { light: 0, dark: 0 };
    for (const [x, y] of points) {
      const tone = this.#toneOver(look, x, y);
      if (tone === undefined || (earlier && this.#toneOver(earlier, x, y) !== undefined)) continue;
      found[tone]++;
    }
    const enough = isPicture ? Math.max(1, PATCH_SQUARE_PT / stepPt ** 2) : points.length / 2;
    if (found.light + found.dark < enough) return undefined;
    return found.light * 2 >= found.light + found.dark ? 'light' : 'dark';
  }

  /** The tone of the uppermost opaque mark at a point; outside of its rectangle a look is clipped. */
  #toneOver({ box, marks }: AnnotationLook, x: number, y: number): Tone | undefined {
    if (!isInside(box, x, y)) return undefined;
    for (let at = marks.length - 1; at >= 0; at--) {
      const mark = marks[at] as PaintedMark;
      this.#after.budget.countSteps();
      if (!mark.isOpaque || !isInside(mark.box, x, y)) continue;
      this.#after.budget.countSteps(mark.cost >> 3);
      const tone = mark.toneAt(x, y);
      if (tone !== undefined) return tone;
    }
    return undefined;
  }
}

/** Annotation flags Hidden and NoView (ISO 32000-2 table 167): on no screen. */
const UNSEEN = 2 + 32;

function isSeen(document: PdfDocument, annotation: PdfDict): boolean {
  const flags = document.entry(annotation, 'F');
  return typeof flags !== 'number' || (flags & UNSEEN) === 0;
}

const overlaps = (one: Rectangle, other: Rectangle): boolean =>
  one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];

function glyphPoints([left, bottom, right, top]: Rectangle): [number, number][] {
  const at = (from: number, to: number, index: number) =>
    from + ((to - from) * (index + 0.5)) / POINTS_A_SIDE;
  return Array.from({ length: POINTS_A_SIDE ** 2 }, (_, index) => [
    at(left, right, index % POINTS_A_SIDE),
    at(bottom, top, Math.floor(index / POINTS_A_SIDE)),
  ]);
}

/** Four points apart, or as far as gives some ten thousand of them. */
const patchStep = (one: Rectangle, other: Rectangle): number =>
  Math.max(
    PATCH_STEP_PT,
    (Math.min(one[2], other[2]) - Math.max(one[0], other[0])) / 100,
    (Math.min(one[3], other[3]) - Math.max(one[1], other[1])) / 100,
  );

/** Points of the part of a picture that lies under a look. */
function patchPoints(one: Rectangle, other: Rectangle, stepPt: number): [number, number][] {
  const points: [number, number][] = [];
  for (let x = Math.max(one[0], other[0]) + stepPt / 2; x < Math.min(one[2], other[2]); x += stepPt) {
    for (let y = Math.max(one[1], other[1]) + stepPt / 2; y < Math.min(one[3], other[3]); y += stepPt)
      points.push([x, y]);
  }
  return points;
}
