import type { TextSlot } from '../../../typesetting/face-template.ts';
import { braidedBorder, inset } from '../../drawing/borders.ts';
import { rosette, waveField } from '../../drawing/guilloche.ts';
import { path, type Rect, rectangle, rgb } from '../../drawing/paths.ts';
import { checkQr, statementCaption, statementQr, withQuietZones } from '../../drawing/qr-places.ts';
import { caption, slot, spread, type TextStyle } from '../../drawing/text-boxes.ts';
import { gradient } from '../../drawing/tints.ts';

const INK = rgb('#1B1B1B');
const GREEN = rgb('#3F8A4B');
const LEAF = rgb('#A9D3A0');
const SUN = rgb('#F1E2A4');

const FRAME: Rect = [9, 9.5, 279, 185];
const LABEL: TextStyle = { font: 'serif-bold', sizePt: 11.5, colour: INK };
const VALUE: TextStyle = { font: 'serif', sizePt: 11.5, colour: INK };
const NOTE: TextStyle = { font: 'serif', sizePt: 8, colour: INK };

const LEFT = [
  ['经营者名称', 'holderName', 62],
  ['统一社会信用代码', 'holderCode', 72.5],
  ['法定代表人', 'KZ_FDDBR', 83],
  ['住所', 'KZ_ZS', 93.5],
  ['经营场所', 'KZ_JYCS', 108],
  ['主体业态', 'KZ_ZTYT', 122.5],
] as const;

const RIGHT = [
  ['许可证编号', 'licenceNumber', 62],
  ['日常监管机构', 'KZ_RCJGJG', 72.5],
  ['投诉举报电话', 'KZ_TSJBDH', 83],
  ['签发人', 'KZ_QFR', 93.5],
  ['有效期至', 'validUntil', 104],
  ['发证机关', 'issuerName', 114.5],
] as const;

/** 食品经营许可证: landscape, green frame on a pale yellow-green ground, two columns. */
export const FOOD_BUSINESS_LICENCE_FACE = withQuietZones({
  widthMm: 297,
  heightMm: 210,
  ground: [
    path(rectangle([0, 0, 297, 210]), { fill: rgb('#FFFFFF') }),
    ...gradient(FRAME, rgb('#FFFCE6'), rgb('#EAF6E2'), 24),
    waveField(
      inset(FRAME, 10.5),
      { waves: 14, lines: 40, amplitudeMm: 4, drift: 6 },
      { stroke: LEAF, strokeWidthMm: 0.12, opacity: 0.6 },
    ),
    rosette(
      [148.5, 112],
      { innerMm: 8, outerMm: 56, petals: 30, lines: 4 },
      { stroke: SUN, strokeWidthMm: 0.18, opacity: 0.9 },
    ),
    rosette(
      [148.5, 112],
      { innerMm: 50, outerMm: 62, petals: 48, lines: 4 },
      { stroke: LEAF, strokeWidthMm: 0.16, opacity: 0.8 },
    ),
    ...braidedBorder(
      FRAME,
      { bandMm: 9, waveMm: 9, strands: 5 },
      { line: GREEN, band: rgb('#DDF0D3'), braid: rgb('#5DA765'), bead: rgb('#E0B94B') },
    ),
    caption('食品经营许可证', [50, 30, 197, 20], {
      font: 'serif-bold',
      sizePt: 40,
      colour: INK,
      align: 'centre',
      trackingMm: 4,
    }),
    ...LEFT.map(([label, , y]) => spread(label, [25, y, 33, 7], LABEL)),
    caption('（身份证号码）', [25, 78.2, 33, 4], { ...NOTE, align: 'centre' }),
    spread('经营项目', [25, 133, 33, 7], LABEL),
    ...RIGHT.map(([label, , y]) => spread(label, [163, y, 27, 7], LABEL)),
    statementCaption([163, 127], INK),
    caption('扫码查验', [241.5, 27.2, 25, 4], { ...NOTE, sizePt: 7, align: 'centre' }),
    caption('应当在经营场所的显著位置悬挂或者展示', [12, 196.5, 120, 5], NOTE),
    caption('国家市场监督管理总局监制样式', [180, 196.5, 105, 5], { ...NOTE, align: 'right' }),
  ],
  slots: [
    ...LEFT.map(([, source, y]) => leftSlot(source, y)),
    slot('KZ_JYXM', [61, 134, 92, 46], {
      ...VALUE,
      minSizePt: 6,
      align: 'justify',
      verticalAlign: 'top',
      maxLines: 16,
    }),
    ...RIGHT.map(([, source, y]) => slot(source, [193, y, 79, 7], { ...VALUE, minSizePt: 6 })),
    slot('issuedOn', [216, 173, 58, 8], { ...VALUE, sizePt: 13, align: 'centre' }),
    checkQr([241.5, 31.5]),
    statementQr([163, 127]),
  ],
  sealPlaces: [{ xMm: 245, yMm: 158 }],
});

/** Addresses wrap to three lines from the top; the other facts stand on one line. */
function leftSlot(source: string, yMm: number): TextSlot {
  if (source !== 'KZ_ZS' && source !== 'KZ_JYCS')
    return slot(source, [61, yMm, 92, 7], { ...VALUE, minSizePt: 6 });
  const style: TextStyle = { ...VALUE, maxLines: 3, verticalAlign: 'top', minSizePt: 7, lineHeight: 1.2 };
  return slot(source, [61, yMm + 1.4, 92, 12.6], style);
}
