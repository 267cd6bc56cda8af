import type { CaptionItem, TextSlot } from '../../../typesetting/face-template.ts';
import { braidedBorder, inset } from '../../drawing/borders.ts';
import { rosette, waveField } from '../../drawing/guilloche.ts';
import { path, type Rect, rectangle, rgb } from '../../drawing/paths.ts';
import { checkQr, statementCaption, statementQr, withQuietZones } from '../../drawing/qr-places.ts';
import { underlines } from '../../drawing/rulings.ts';
import { caption, slot, type TextStyle } from '../../drawing/text-boxes.ts';
import { gradient } from '../../drawing/tints.ts';

const INK = rgb('#1D2430');
const TEAL = rgb('#2F8F8B');
const AQUA = rgb('#A6DAD6');
const PINK = rgb('#F4C6D2');

const FRAME: Rect = [9, 9.5, 192, 278];
const LABEL: TextStyle = { font: 'serif-bold', sizePt: 10, colour: INK };
const VALUE: TextStyle = { font: 'serif', sizePt: 10.5, colour: INK, minSizePt: 6 };
const ENGLISH: TextStyle = { font: 'serif', sizePt: 6, colour: INK, minSizePt: 4.5 };

/** Chinese label, English label, source, left edge, row, width of label, width of value. */
type Entry = readonly [string, string, string, number, number, number, number];

const ENTRIES: readonly Entry[] = [
  ['新生儿姓名', 'Full name of baby', 'holder1Name', 20, 68, 24, 66],
  ['性别', 'Sex', 'KZ_XB', 114, 68, 14, 26],
  ['出生日期', 'Date of birth', 'KZ_CSRQ', 20, 80, 24, 34],
  ['时间', 'Time', 'KZ_CSSJ', 80, 80, 10, 20],
  ['出生孕周', 'Gestation', 'KZ_CSYZ', 114, 80, 19, 57],
  ['出生体重', 'Weight', 'KZ_CSTZ', 20, 92, 24, 66],
  ['出生身长', 'Length', 'KZ_CSSC', 114, 92, 19, 57],
  ['出生地点', 'Place of birth', 'KZ_CSDD', 20, 104, 24, 146],
  ['接生机构', 'Facility', 'KZ_JSJG', 20, 116, 24, 146],
  ...parent('母亲', 'mother', 'KZ_MQ', 132),
  ...parent('父亲', 'father', 'KZ_FQ', 172),
  ['签发机构', 'Issuing organisation', 'issuerName', 20, 212, 24, 146],
];

/** 出生医学证明: portrait, teal and rose, labels in two languages; the child has no number yet. */
export const BIRTH_CERTIFICATE_FACE = withQuietZones({
  widthMm: 210,
  heightMm: 297,
  ground: [
    path(rectangle([0, 0, 210, 297]), { fill: rgb('#FFFFFF') }),
    ...gradient(FRAME, rgb('#E9F8F6'), rgb('#FFF2F5'), 30),
    waveField(
      inset(FRAME, 9),
      { waves: 12, lines: 64, amplitudeMm: 3.6, drift: 14 },
      { stroke: AQUA, strokeWidthMm: 0.12, opacity: 0.6 },
    ),
    rosette(
      [105, 150],
      { innerMm: 6, outerMm: 58, petals: 12, lines: 10 },
      { stroke: PINK, strokeWidthMm: 0.16, opacity: 0.75 },
    ),
    rosette(
      [105, 150],
      { innerMm: 52, outerMm: 66, petals: 42, lines: 4 },
      { stroke: AQUA, strokeWidthMm: 0.16, opacity: 0.8 },
    ),
    ...braidedBorder(
      FRAME,
      { bandMm: 7, waveMm: 7, strands: 5 },
      { line: TEAL, band: rgb('#DDF3F1'), braid: rgb('#62B3AE'), bead: rgb('#E58FA6') },
    ),
    caption('出生医学证明', [30, 24, 135, 17], {
      font: 'serif-bold',
      sizePt: 32,
      colour: TEAL,
      align: 'centre',
      trackingMm: 3,
    }),
    caption('MEDICAL CERTIFICATE OF BIRTH', [30, 41, 135, 6], {
      font: 'serif-bold',
      sizePt: 11,
      colour: TEAL,
      align: 'centre',
      trackingMm: 0.4,
    }),
    caption('出生证编号', [20, 53, 22, 6], LABEL),
    caption('扫码查验', [165, 17.7, 25, 4], { ...VALUE, sizePt: 7, align: 'centre' }),
    ...ENTRIES.flatMap(labels),
    path(underlines(ENTRIES.map(valueRect)), { stroke: TEAL, strokeWidthMm: 0.2 }),
    path(
      underlines([
        [20, 127, 170, 0.6],
        [20, 167.5, 170, 0.6],
        [20, 207.5, 170, 0.6],
      ]),
      {
        stroke: PINK,
        strokeWidthMm: 0.6,
      },
    ),
    statementCaption([20, 227], INK),
    caption('签发日期', [130, 268, 18, 7], LABEL),
  ],
  slots: [
    slot('licenceNumber', [42, 53, 60, 6], { ...VALUE, font: 'sans', sizePt: 12 }),
    ...ENTRIES.map(valueSlot),
    slot('issuedOn', [148, 268, 42, 7], { ...VALUE, sizePt: 12 }),
    checkQr([165, 22]),
    statementQr([20, 227]),
  ],
  sealPlaces: [{ xMm: 158, yMm: 251 }],
});

/** The four rows about one parent. */
function parent(zh: string, en: string, source: string, top: number): Entry[] {
  return [
    [`${zh}姓名`, `Full name of ${en}`, `${source}.name`, 20, top, 24, 66],
    ['年龄', 'Age', `${source}NL`, 114, top, 10, 12],
    ['国籍', 'Nationality', `${source}GJ`, 138, top, 11, 14],
    ['民族', 'Ethnic group', `${source}MZ`, 165, top, 11, 14],
    ['证件类别', 'Type of document', `${source}.codeType`, 20, top + 12, 24, 52],
    ['证件号码', 'Document number', `${source}.code`, 100, top + 12, 20, 70],
    ['住址', 'Address', `${source}ZZ`, 20, top + 24, 24, 146],
  ];
}

function labels([zh, en, , x, y, labelWidth]: Entry): CaptionItem[] {
  return [caption(zh, [x, y, labelWidth, 5], LABEL), caption(en, [x, y + 4.6, labelWidth, 3], ENGLISH)];
}

function valueRect([, , , x, y, labelWidth, width]: Entry): Rect {
  return [x + labelWidth, y, width, 6.4];
}

function valueSlot(entry: Entry): TextSlot {
  return slot(entry[2], valueRect(entry), VALUE);
}
