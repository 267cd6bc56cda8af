import { inset } from '../../drawing/borders.ts';
import { rosette, waveField } from '../../drawing/guilloche.ts';
import { starAndWreath } from '../../drawing/ornament.ts';
import { path, type Rect, rectangle, rgb, roundedRectangle } from '../../drawing/paths.ts';
import { checkQr, withQuietZones } from '../../drawing/qr-places.ts';
import { caption, slot, type TextStyle } from '../../drawing/text-boxes.ts';
import { gradient } from '../../drawing/tints.ts';

const INK = rgb('#17243A');
const BLUE = rgb('#1F5FA8');
const WAVE = rgb('#8FC3E6');
const BLUSH = rgb('#F5B9B0');
const PAGE = rgb('#EEF2F6');

/** An ID-1 card (ISO/IEC 7810, 85.60 × 53.98 mm) at twice its size, so that code and seal keep theirs. */
const CARD: Rect = [9, 11, 171.2, 107.96];
const PHOTO: Rect = [18, 50, 32, 40];
const LABEL: TextStyle = { font: 'sans', sizePt: 9.5, colour: BLUE };
const VALUE: TextStyle = { font: 'sans-bold', sizePt: 12, colour: INK, minSizePt: 7 };

const ROWS = [
  ['姓名', 'holderName', 50],
  ['社会保障号码', 'holderCode', 62],
  ['卡号', 'licenceNumber', 74],
  ['发卡日期', 'issuedOn', 86],
] as const;

/** 社会保障卡 (electronic): the card of the third generation at twice its size, without its chip and bank side. */
export const SOCIAL_SECURITY_CARD_FACE = withQuietZones({
  widthMm: 189.2,
  heightMm: 130,
  ground: [
    path(rectangle([0, 0, 189.2, 130]), { fill: PAGE }),
    ...gradient(CARD, rgb('#D8ECFA'), rgb('#FDF1EC'), 40),
    waveField(
      inset(CARD, 2),
      { waves: 5, lines: 46, amplitudeMm: 9, drift: 2 },
      { stroke: WAVE, strokeWidthMm: 0.14, opacity: 0.75 },
    ),
    rosette(
      [132, 66],
      { innerMm: 10, outerMm: 44, petals: 18, lines: 8 },
      { stroke: BLUSH, strokeWidthMm: 0.16, opacity: 0.7 },
    ),
    path([...rectangle([0, 0, 189.2, 130]), ...roundedRectangle(CARD, 6.4)], {
      fill: PAGE,
      fillRule: 'evenodd',
    }),
    path(roundedRectangle(CARD, 6.4), { stroke: BLUE, strokeWidthMm: 0.4 }),
    ...starAndWreath([26.5, 28], 9.5, rgb('#D4A02A'), rgb('#C8202C')),
    caption('中华人民共和国', [40, 17, 110, 8], { ...VALUE, sizePt: 15, trackingMm: 2 }),
    caption('社会保障卡', [40, 26, 90, 13], {
      font: 'serif-bold',
      sizePt: 25,
      colour: BLUE,
      trackingMm: 3,
    }),
    caption('电子', [101, 29.5, 16, 8], { ...LABEL, sizePt: 13 }),
    path(rectangle(inset(PHOTO, -0.5)), { fill: rgb('#FFFFFF'), stroke: WAVE, strokeWidthMm: 0.2 }),
    ...ROWS.map(([label, , y]) => caption(label, [56, y, 30, 4.5], LABEL)),
    caption('扫码查验', [147, 16, 25, 4], { ...LABEL, sizePt: 7, align: 'centre' }),
    caption('发卡机关', [18, 99, 20, 6], LABEL),
    caption('全国通用　一卡多用', [18, 109, 60, 5], { ...LABEL, sizePt: 8 }),
  ],
  slots: [
    ...ROWS.map(([, source, y]) => slot(source, [56, y + 4.4, 66, 6], VALUE)),
    { kind: 'photo', source: 'KZ_ZP', xMm: PHOTO[0], yMm: PHOTO[1], widthMm: PHOTO[2], heightMm: PHOTO[3] },
    slot('issuerName', [37, 99, 86, 6], { ...VALUE, sizePt: 11 }),
    checkQr([147, 20]),
  ],
  sealPlaces: [{ xMm: 150, yMm: 90 }],
});
