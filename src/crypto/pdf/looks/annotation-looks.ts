import { type Rectangle, rectangleOf } from '../page-geometry.ts';
import type { PdfDocument } from '../pdf-document.ts';
import { nameOf, PdfDict, PdfStream } from '../pdf-objects.ts';
import { numbersOf } from '../text/font-metrics.ts';
import { combined, type Transform, transformOf } from '../text/transform.ts';
import { boundsOf } from './affine.ts';
import { ContentInterpreter } from './content-interpreter.ts';
import { coveredRectangle, type PaintedMark } from './painted-mark.ts';

/** What an annotation shows on its page. */
export interface AnnotationLook {
  readonly box: Rectangle;
  readonly marks: readonly PaintedMark[];
}

/** Lines wider than this cover what they cross. */
const WIDE_LINE_PT = 6;

/**
 * The present look of an annotation, its normal appearance placed into its rectangle (ISO 32000-2 §12.5.5, algorithm
 * “appearance streams”). Without an appearance, what viewers draw by themselves: a coloured ground covers the whole.
 *
 * @returns undefined where it has no area
 * @throws PdfError
 */
export function readLook(document: PdfDocument, annotation: PdfDict): AnnotationLook | undefined {
  const box = rectangleIn(document, annotation, 'Rect');
  if (box === undefined) return undefined;
  const stream = normalAppearance(document, annotation);
  if (stream === undefined)
    return { box, marks: drawsGround(document, annotation) ? [coveredRectangle(box)] : [] };
  if (box[0] === box[2] || box[1] === box[3]) return undefined;
  return { box, marks: ContentInterpreter.marksOfForm(document, stream, placing(document, stream, box)) };
}

function normalAppearance(document: PdfDocument, annotation: PdfDict): PdfStream | undefined {
  const looks = document.resolveDict(annotation.get('AP'));
  const normal = document.entry(looks, 'N');
  if (normal instanceof PdfStream) return normal;
  const state = nameOf(document.entry(annotation, 'AS'));
  const chosen = normal instanceof PdfDict && state !== undefined ? document.entry(normal, state) : undefined;
  return chosen instanceof PdfStream ? chosen : undefined;
}

/** Maps the box that the appearance's own matrix makes of its BBox onto the annotation's rectangle. */
function placing(document: PdfDocument, stream: PdfStream, box: Rectangle): Transform {
  const own = transformOf(numbersOf(document, stream.dict.get('Matrix')));
  const bbox = rectangleIn(document, stream.dict, 'BBox') ?? [0, 0, 1, 1];
  const [left, bottom, right, top] = boundsOf(own, bbox);
  const across = (box[2] - box[0]) / (right - left || 1);
  const up = (box[3] - box[1]) / (top - bottom || 1);
  return combined([1, 0, 0, 1, -left, -bottom], [across, 0, 0, up, box[0], box[1]]);
}

function rectangleIn(document: PdfDocument, dict: PdfDict, key: string): Rectangle | undefined {
  return rectangleOf(document.resolveArray(dict.get(key))?.map((part) => document.resolve(part) ?? null));
}

/** Background of a widget (`/MK /BG`), interior colour of a figure, or a line so wide that it is one. */
function drawsGround(document: PdfDocument, annotation: PdfDict): boolean {
  const ground = document.resolveArray(document.resolveDict(annotation.get('MK'))?.get('BG'));
  const interior = document.resolveArray(annotation.get('IC'));
  const border = document.resolveArray(annotation.get('Border'))?.[2];
  const width = document.entry(document.resolveDict(annotation.get('BS')), 'W') ?? document.resolve(border);
  return (
    (ground?.length ?? 0) > 0 ||
    (interior?.length ?? 0) > 0 ||
    (typeof width === 'number' && width > WIDE_LINE_PT)
  );
}
