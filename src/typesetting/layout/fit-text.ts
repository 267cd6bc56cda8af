import type { TextBox } from '../face-template.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import type { FontRole, TextItem } from '../page-description.ts';
import { type MeasureEm, type WrappedLine, wrapText } from './wrap-text.ts';

/** One PostScript point in millimetres. */
export const MM_PER_POINT = 25.4 / 72;
/** Text that does not fit is tried again this much smaller. */
const SHRINK_STEP_PT = 0.5;
/** Share of the em above the baseline of an ideograph. */
const IDEOGRAPH_ASCENT_EM = 0.88;

/**
 * Lays `text` out in `box`: wraps, shrinks from `sizePt` to `minSizePt` in half points until lines and height fit,
 * then places every line by the box's alignment.
 *
 * @returns one item a line in reading order, or undefined where the text does not fit at the smallest size
 */
export function fitText(text: string, box: TextBox, library: FontLibrary): TextItem[] | undefined {
  if (text === '') return [];
  const measure = measureIn(library, box.font, 0);
  for (const sizePt of sizesOf(box)) {
    const em = sizePt * MM_PER_POINT;
    const trackingEm = (box.trackingMm ?? 0) / em;
    const tracked = trackingEm === 0 ? measure : measureIn(library, box.font, trackingEm);
    const lines = linesAt(text, box, em, tracked);
    if (lines) return placeLines(lines, box, sizePt);
  }
  return undefined;
}

/** The sizes to try, largest first; the smallest is always tried. */
function* sizesOf(box: TextBox): Generator<number> {
  for (let size = box.sizePt; size > box.minSizePt; size -= SHRINK_STEP_PT) yield size;
  yield box.minSizePt;
}

function measureIn(library: FontLibrary, role: FontRole, trackingEm: number): MeasureEm {
  return (text) => {
    let width = 0;
    for (const character of text)
      width += (library.find(role, character.codePointAt(0) ?? 0)?.advanceEm ?? 1) + trackingEm;
    return width;
  };
}

function linesAt(text: string, box: TextBox, em: number, measure: MeasureEm): WrappedLine[] | undefined {
  const widthEm = box.widthMm / em;
  const lines = box.maxLines === 1 ? singleLine(text, measure) : wrapText(text, widthEm, measure);
  const heightEm = (lines.length - 1) * box.lineHeight + 1;
  const fits =
    lines.length <= box.maxLines &&
    heightEm * em <= box.heightMm + 1e-6 &&
    lines.every((line) => line.widthEm <= widthEm + 1e-6);
  return fits ? lines : undefined;
}

function singleLine(text: string, measure: MeasureEm): WrappedLine[] {
  const flat = text.replaceAll('\n', ' ');
  return [{ text: flat, widthEm: measure(flat), endsParagraph: true }];
}

function placeLines(lines: readonly WrappedLine[], box: TextBox, sizePt: number): TextItem[] {
  const em = sizePt * MM_PER_POINT;
  const pitch = box.lineHeight * em;
  const slack = box.heightMm - (lines.length - 1) * pitch - em;
  const shift = box.verticalAlign === 'top' ? 0 : box.verticalAlign === 'middle' ? slack / 2 : slack;
  const first = box.yMm + shift + IDEOGRAPH_ASCENT_EM * em;
  return lines
    .map((line, index) => placeLine(line, box, sizePt, first + index * pitch))
    .filter((item) => item.text !== '');
}

function placeLine(line: WrappedLine, box: TextBox, sizePt: number, baselineMm: number): TextItem {
  const trackingMm = box.trackingMm ?? 0;
  // The tracking after the last character is not seen.
  const slack = box.widthMm - line.widthEm * sizePt * MM_PER_POINT + trackingMm;
  const gaps = [...line.text].length - 1;
  const wantsStretch = box.align === 'distribute' || (box.align === 'justify' && !line.endsParagraph);
  const stretched = wantsStretch && gaps > 0;
  const shift = box.align === 'centre' ? slack / 2 : box.align === 'right' ? slack : 0;
  return {
    kind: 'text',
    text: line.text,
    xMm: box.xMm + shift,
    baselineMm,
    font: box.font,
    sizePt,
    colour: box.colour,
    trackingMm: stretched ? trackingMm + slack / gaps : trackingMm,
  };
}
