import { path, rectangle, rgb } from '../../catalogue/drawing/paths.ts';
import { checkQr } from '../../catalogue/drawing/qr-places.ts';
import { caption, slot, type TextStyle } from '../../catalogue/drawing/text-boxes.ts';
import type { FaceTemplate, TableSlot } from '../../typesetting/face-template.ts';
import { RECEIPT_TEXTS as T } from '../text/receipt-texts.ts';

const BLACK = rgb('#1A1A1A');
const GREY = rgb('#4D4D4D');
const LEFT_MM = 20;
const WIDTH_MM = 170;
export const MOST_ROWS = 18;
export const MOST_FACTS = 6;
/** Below the rows and facts, on the right, where a date and seal of an office letter stand. */
export const SEAL_CENTRE = { xMm: 160, yMm: 250 } as const;

const plain = (sizePt: number, more: Partial<TextStyle> = {}): TextStyle => ({
  font: 'sans',
  sizePt,
  colour: BLACK,
  ...more,
});

const table = (
  source: string,
  yMm: number,
  maxRows: number,
  rowHeightMm: number,
  firstMm: number,
): TableSlot => ({
  kind: 'table',
  source,
  xMm: LEFT_MM,
  yMm,
  rowHeightMm,
  maxRows,
  columns: [column('label', 0, firstMm, GREY), column('value', firstMm + 2, WIDTH_MM - firstMm - 2, BLACK)],
});

const column = (source: string, offsetMm: number, widthMm: number, colour: typeof BLACK) =>
  ({
    source,
    offsetMm,
    widthMm,
    font: 'sans',
    sizePt: 9.5,
    minSizePt: 5.5,
    colour,
    align: 'left',
    verticalAlign: 'middle',
    maxLines: 2,
    lineHeight: 1.2,
  }) as const;

/** One A4 page: the verdict, what was checked, how, and the code that leads to the result of today. */
export const RECEIPT_FACE: FaceTemplate = {
  widthMm: 210,
  heightMm: 297,
  sealPlaces: [SEAL_CENTRE],
  ground: [
    caption(T.title.zh, [LEFT_MM, 14, WIDTH_MM, 11], plain(22, { font: 'sans-bold', align: 'centre' })),
    caption(T.title.en, [LEFT_MM, 25, WIDTH_MM, 6], plain(11, { colour: GREY, align: 'centre' })),
    path(rectangle([LEFT_MM, 62, WIDTH_MM, 0.3]), { fill: GREY }),
    path(rectangle([LEFT_MM, 182, WIDTH_MM, 0.3]), { fill: GREY }),
    caption(T.facts.zh, [LEFT_MM, 184, WIDTH_MM, 6], plain(10.5, { font: 'sans-bold' })),
    caption(T.scan.zh, [50, 240, 75, 6], plain(10)),
    caption(T.scan.en, [50, 246, 75, 5], plain(8, { colour: GREY })),
  ],
  slots: [
    slot('sentence', [LEFT_MM, 34, WIDTH_MM, 9], plain(18, { font: 'sans-bold' })),
    slot('sentenceEn', [LEFT_MM, 43, WIDTH_MM, 6], plain(10.5, { colour: GREY })),
    slot('reason', [LEFT_MM, 49, WIDTH_MM, 12], plain(9.5, { maxLines: 2, minSizePt: 5.5 })),
    table('rows', 64, MOST_ROWS, 6.5, 42),
    table('facts', 191, MOST_FACTS, 6.5, 22),
    checkQr([LEFT_MM, 233]),
    slot('disclaimer', [LEFT_MM, 270, WIDTH_MM, 6], plain(9.5, { align: 'centre' })),
    slot('disclaimerEn', [LEFT_MM, 276, WIDTH_MM, 5], plain(8, { colour: GREY, align: 'centre' })),
  ],
};
