import { braidedBorder, inset } from '../../drawing/borders.ts';
import { rosette, waveField } from '../../drawing/guilloche.ts';
import { path, type Rect, rectangle, rgb } from '../../drawing/paths.ts';
import { checkQr, statementCaption, statementQr, withQuietZones } from '../../drawing/qr-places.ts';
import { underlines } from '../../drawing/rulings.ts';
import { caption, slot, spread, type TextStyle } from '../../drawing/text-boxes.ts';

const INK = rgb('#1A1F2B');
const NAVY = rgb('#2B4B8C');
const MIST = rgb('#BCCBEA');
const GOLD = rgb('#C9A24E');

const FRAME: Rect = [9, 9.5, 192, 278];
const PHOTO: Rect = [151, 70, 35, 49];
const LABEL: TextStyle = { font: 'serif-bold', sizePt: 12, colour: INK };
const VALUE: TextStyle = { font: 'serif', sizePt: 12, colour: INK, minSizePt: 6.5 };

const ROWS = [
  ['姓名', 'holderName', 80],
  ['性别', 'KZ_XB', 91],
  ['证件号码', 'holderCode', 102],
  ['出生日期', 'KZ_CSRQ', 113],
  ['职业名称', 'KZ_ZYMC', 124],
  ['资格级别', 'KZ_ZGJB', 135],
  ['批准日期', 'KZ_PZRQ', 146],
  ['管理号', 'licenceNumber', 157],
] as const;

/** 职业资格证书: portrait, navy frame, photo on the right, the sentence of award beneath the facts. */
export const PROFESSIONAL_QUALIFICATION_FACE = withQuietZones({
  widthMm: 210,
  heightMm: 297,
  ground: [
    path(rectangle([0, 0, 210, 297]), { fill: rgb('#FFFFFF') }),
    path(rectangle(FRAME), { fill: rgb('#F6F9FF') }),
    waveField(
      inset(FRAME, 11),
      { waves: 8, lines: 70, amplitudeMm: 5, drift: 5 },
      { stroke: MIST, strokeWidthMm: 0.12, opacity: 0.7 },
    ),
    ...[64, 48, 32].map((outer) =>
      rosette(
        [105, 152],
        { innerMm: outer - 20, outerMm: outer, petals: 32, lines: 3 },
        { stroke: MIST, strokeWidthMm: 0.16, opacity: 0.75 },
      ),
    ),
    ...braidedBorder(
      FRAME,
      { bandMm: 8, waveMm: 10, strands: 6 },
      { line: NAVY, band: rgb('#DFE8F8'), braid: rgb('#6A86C2'), bead: GOLD },
    ),
    caption('中华人民共和国', [30, 25, 150, 9], {
      ...LABEL,
      sizePt: 18,
      align: 'centre',
      trackingMm: 2.5,
    }),
    caption('职业资格证书', [30, 36, 150, 18], {
      font: 'serif-bold',
      sizePt: 36,
      colour: NAVY,
      align: 'centre',
      trackingMm: 4,
    }),
    caption("Professional Qualification Certificate of the People's Republic of China", [30, 55, 150, 6], {
      font: 'serif',
      sizePt: 10,
      colour: NAVY,
      align: 'centre',
    }),
    ...ROWS.map(([label, , y]) => spread(label, [28, y, 24, 7], LABEL)),
    path(underlines(ROWS.map(([, , y]) => [56, y, y < 120 ? 84 : 130, 7.4])), {
      stroke: NAVY,
      strokeWidthMm: 0.2,
    }),
    path(rectangle(inset(PHOTO, -0.6)), { fill: rgb('#FFFFFF'), stroke: NAVY, strokeWidthMm: 0.25 }),
    caption(
      '　　本证书由人力资源和社会保障部门会同行业主管部门批准颁发，表明持证人通过统一组织的考试，取得本证书所载职业的资格。',
      [28, 176, 158, 18],
      { ...VALUE, maxLines: 3, align: 'justify', lineHeight: 1.6, verticalAlign: 'top' },
    ),
    statementCaption([25, 216], INK),
    caption('扫码查验', [78, 220, 25, 4], { ...VALUE, sizePt: 7, align: 'centre' }),
    caption('发证机关', [110, 216, 24, 7], LABEL),
  ],
  slots: [
    ...ROWS.map(([, source, y]) => slot(source, [58, y, y < 120 ? 80 : 126, 7], VALUE)),
    { kind: 'photo', source: 'KZ_ZP', xMm: PHOTO[0], yMm: PHOTO[1], widthMm: PHOTO[2], heightMm: PHOTO[3] },
    slot('issuerName', [110, 224, 78, 7], { ...VALUE, sizePt: 11 }),
    slot('issuedOn', [124, 262, 64, 8], { ...VALUE, sizePt: 13, align: 'centre' }),
    statementQr([25, 216]),
    checkQr([78, 224]),
  ],
  sealPlaces: [{ xMm: 156, yMm: 247 }],
});
