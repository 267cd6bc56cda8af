import { braidedBorder, inset } from '../../drawing/borders.ts';
import { rosette, waveField } from '../../drawing/guilloche.ts';
import { path, type Rect, rectangle, rgb } from '../../drawing/paths.ts';
import { checkQr, statementCaption, statementQr, withQuietZones } from '../../drawing/qr-places.ts';
import { caption, slot, spread, type TextStyle } from '../../drawing/text-boxes.ts';
import { gradient } from '../../drawing/tints.ts';

const INK = rgb('#12202E');
const BLUE = rgb('#2E6DA4');
const SKY = rgb('#A8CFE8');
const TEAL = rgb('#A9DCCF');

const FRAME: Rect = [9, 9.5, 279, 185];
const LABEL: TextStyle = { font: 'serif-bold', sizePt: 14, colour: INK };
const VALUE: TextStyle = { font: 'serif', sizePt: 13.5, colour: INK };
const NOTE: TextStyle = { font: 'serif', sizePt: 8, colour: INK };

/** 道路运输经营许可证: landscape, blue frame and ground, one column of facts. */
export const ROAD_TRANSPORT_LICENCE_FACE = withQuietZones({
  widthMm: 297,
  heightMm: 210,
  ground: [
    path(rectangle([0, 0, 297, 210]), { fill: rgb('#FFFFFF') }),
    ...gradient(FRAME, rgb('#E4F2FB'), rgb('#EAF8F2'), 24),
    waveField(
      inset(FRAME, 12),
      { waves: 18, lines: 44, amplitudeMm: 3.4, drift: 11 },
      { stroke: SKY, strokeWidthMm: 0.12, opacity: 0.75 },
    ),
    ...[62, 46, 30].map((outer) =>
      rosette(
        [148.5, 116],
        { innerMm: outer - 18, outerMm: outer, petals: outer / 2, lines: 4 },
        { stroke: TEAL, strokeWidthMm: 0.16, opacity: 0.8 },
      ),
    ),
    ...braidedBorder(
      FRAME,
      { bandMm: 8, waveMm: 8, strands: 6 },
      { line: BLUE, band: rgb('#D3E8F6'), braid: rgb('#4E92C6'), bead: rgb('#2E6DA4') },
    ),
    caption('中华人民共和国', [50, 25, 197, 10], {
      font: 'serif-bold',
      sizePt: 20,
      colour: INK,
      align: 'centre',
      trackingMm: 3,
    }),
    caption('道路运输经营许可证', [43.5, 37, 210, 18], {
      font: 'serif-bold',
      sizePt: 36,
      colour: BLUE,
      align: 'centre',
      trackingMm: 3,
    }),
    spread('业户名称', [32, 76, 30, 9], LABEL),
    spread('地址', [32, 90, 30, 9], LABEL),
    spread('经营范围', [32, 104, 30, 9], LABEL),
    spread('有效期限', [32, 134, 30, 9], LABEL),
    spread('核发机关', [32, 148, 30, 9], LABEL),
    caption('扫码查验', [243, 23.6, 25, 4], { ...NOTE, sizePt: 7, align: 'centre' }),
    statementCaption([163, 136], INK),
    caption('中华人民共和国交通运输部监制样式', [160, 196.5, 125, 5], { ...NOTE, align: 'right' }),
  ],
  slots: [
    slot('licenceNumber', [48.5, 58, 200, 8], { ...VALUE, sizePt: 13, align: 'centre' }),
    slot('holderName', [68, 76, 200, 9], { ...VALUE, minSizePt: 7 }),
    slot('KZ_DZ', [68, 88, 200, 13], { ...VALUE, minSizePt: 7, maxLines: 2 }),
    slot('KZ_JYFW', [68, 105.2, 200, 26], {
      ...VALUE,
      minSizePt: 6.5,
      align: 'justify',
      verticalAlign: 'top',
      maxLines: 9,
    }),
    slot('validity', [68, 134, 92, 9], VALUE),
    slot('issuerName', [68, 148, 92, 9], VALUE),
    slot('issuedOn', [213, 174, 62, 8], { ...VALUE, align: 'centre' }),
    checkQr([243, 28]),
    statementQr([163, 136]),
  ],
  sealPlaces: [{ xMm: 244, yMm: 160 }],
});
