import type { CaptionItem, TextSlot } from '../../../typesetting/face-template.ts';
import { braidedBorder, inset } from '../../drawing/borders.ts';
import { rosette, waveField } from '../../drawing/guilloche.ts';
import { starAndWreath } from '../../drawing/ornament.ts';
import { line, path, type Rect, rectangle, rgb } from '../../drawing/paths.ts';
import { checkQr, statementCaption, statementQr, withQuietZones } from '../../drawing/qr-places.ts';
import { underlines } from '../../drawing/rulings.ts';
import { caption, slot, spread, type TextStyle } from '../../drawing/text-boxes.ts';

const INK = rgb('#2A1414');
const RED = rgb('#B3161E');
const ROSE = rgb('#F3B8BC');
const GOLD = rgb('#D6A84B');

const FRAME: Rect = [9, 9.5, 279, 185];
const PHOTO: Rect = [188, 26, 60, 40];
const LABEL: TextStyle = { font: 'serif-bold', sizePt: 11.5, colour: INK };
const VALUE: TextStyle = { font: 'serif', sizePt: 11.5, colour: INK, minSizePt: 6.5 };

/** Where the facts of each spouse begin, and the sources of them. */
const SPOUSES = [
  [107, '男', 'holder1', 'KZ_NAN'],
  [148, '女', 'holder2', 'KZ_NV'],
] as const;

/** 结婚证: the inside of the red booklet as one spread; award and seal left, photo and both spouses right. */
export const MARRIAGE_CERTIFICATE_FACE = withQuietZones({
  widthMm: 297,
  heightMm: 210,
  ground: [
    path(rectangle([0, 0, 297, 210]), { fill: rgb('#FFFFFF') }),
    path(rectangle(FRAME), { fill: rgb('#FFF1F0') }),
    waveField(
      inset(FRAME, 11),
      { waves: 12, lines: 40, amplitudeMm: 4.6, drift: 4 },
      { stroke: ROSE, strokeWidthMm: 0.13, opacity: 0.65 },
    ),
    ...[80, 217].map((x) =>
      rosette(
        [x, 104],
        { innerMm: 8, outerMm: 50, petals: 16, lines: 6 },
        { stroke: ROSE, strokeWidthMm: 0.16, opacity: 0.7 },
      ),
    ),
    ...braidedBorder(
      FRAME,
      { bandMm: 9, waveMm: 9, strands: 5 },
      { line: RED, band: RED, braid: rgb('#EBC56F'), bead: rgb('#F6DE9E') },
    ),
    path(line([148.5, 20], [148.5, 184]), { stroke: RED, strokeWidthMm: 0.25, dashMm: [1.6, 1.2] }),
    ...starAndWreath([83, 34], 11, GOLD, RED),
    caption('结婚证', [28, 47, 110, 20], {
      font: 'serif-bold',
      sizePt: 42,
      colour: RED,
      align: 'centre',
      trackingMm: 9,
    }),
    caption('　　结婚申请，符合《中华人民共和国民法典》规定，予以登记，发给此证。', [32, 72, 102, 18], {
      ...VALUE,
      sizePt: 13,
      maxLines: 2,
      lineHeight: 1.6,
      verticalAlign: 'top',
    }),
    spread('登记机关', [32, 95, 23, 7], LABEL),
    spread('婚姻登记员', [32, 105, 25, 7], LABEL),
    caption('扫码查验', [68, 138, 25, 4], { ...VALUE, sizePt: 7, align: 'centre' }),
    statementCaption([22, 130], INK),
    path(rectangle(inset(PHOTO, -0.6)), { fill: rgb('#FFFFFF'), stroke: RED, strokeWidthMm: 0.25 }),
    ...['持证人', '登记日期', '结婚证字号', '备注'].map((label, at) =>
      spread(label, [160, 70 + at * 8.4, 25, 7], LABEL),
    ),
    path(underlines([0, 1, 2, 3].map((at) => [188, 70 + at * 8.4, 84, 7])), {
      stroke: RED,
      strokeWidthMm: 0.15,
    }),
    ...SPOUSES.flatMap(([top, sex]) => spouseCaptions(top, sex)),
    path(underlines(SPOUSES.map(([top]) => [160, top - 2.4, 112, 0])), { stroke: RED, strokeWidthMm: 0.4 }),
  ],
  slots: [
    slot('issuerName', [60, 95, 78, 7], VALUE),
    slot('KZ_DJY', [60, 105, 50, 7], VALUE),
    slot('issuedOn', [91, 173, 56, 8], { ...VALUE, sizePt: 13, align: 'centre' }),
    slot('holderName', [188, 70, 84, 7], VALUE),
    slot('KZ_DJRQ', [188, 78.4, 84, 7], VALUE),
    slot('licenceNumber', [188, 86.8, 84, 7], VALUE),
    slot('KZ_BZ', [188, 95.2, 84, 7], VALUE),
    ...SPOUSES.flatMap(([top, , holder, field]) => spouseSlots(top, holder, field)),
    { kind: 'photo', source: 'KZ_HYZP', xMm: PHOTO[0], yMm: PHOTO[1], widthMm: PHOTO[2], heightMm: PHOTO[3] },
    statementQr([22, 130]),
    checkQr([68, 142]),
  ],
  sealPlaces: [{ xMm: 119, yMm: 158 }],
});

function spouseCaptions(top: number, sex: string): CaptionItem[] {
  return [
    spread('姓名', [160, top, 20, 7], LABEL),
    spread('性别', [240, top, 12, 7], LABEL),
    caption(sex, [256, top, 10, 7], VALUE),
    spread('国籍', [160, top + 9, 20, 7], LABEL),
    spread('出生日期', [160, top + 18, 20, 7], LABEL),
    spread('身份证件号', [160, top + 27, 22, 7], LABEL),
  ];
}

function spouseSlots(top: number, holder: string, field: string): TextSlot[] {
  return [
    slot(`${holder}Name`, [186, top, 52, 7], VALUE),
    slot(`${field}GJ`, [186, top + 9, 80, 7], VALUE),
    slot(`${field}CSRQ`, [186, top + 18, 80, 7], VALUE),
    slot(`${holder}Code`, [186, top + 27, 80, 7], VALUE),
  ];
}
