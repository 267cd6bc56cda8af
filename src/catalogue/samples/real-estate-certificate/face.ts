import { braidedBorder, inset } from '../../drawing/borders.ts';
import { rosette, waveField } from '../../drawing/guilloche.ts';
import { path, type Rect, rectangle, rgb } from '../../drawing/paths.ts';
import { checkQr, statementCaption, statementQr, withQuietZones } from '../../drawing/qr-places.ts';
import { ruling } from '../../drawing/rulings.ts';
import { caption, slot, spread, type TextStyle } from '../../drawing/text-boxes.ts';

const INK = rgb('#1E1A18');
const RED_BROWN = rgb('#9C3B2E');
const ROSE = rgb('#EFC9BE');
const SAND = rgb('#E9D8B4');

const FRAME: Rect = [9, 9.5, 192, 278];
const TABLE: Rect = [20, 62, 170, 153];
const LABEL_WIDTH = 32;
const HOLDER_ROWS = 6;
const LABEL: TextStyle = { font: 'serif-bold', sizePt: 11, colour: INK };
const VALUE: TextStyle = { font: 'serif', sizePt: 10.5, colour: INK };

/** Label, source, height of the row. The first row holds the table of right holders. */
const ROWS = [
  ['权利人', '', 45],
  ['共有情况', 'KZ_GYQK', 9],
  ['坐落', 'KZ_ZL', 12],
  ['不动产单元号', 'KZ_BDCDYH', 9],
  ['权利类型', 'KZ_QLLX', 9],
  ['权利性质', 'KZ_QLXZ', 9],
  ['用途', 'KZ_YT', 9],
  ['面积', 'KZ_MJ', 9],
  ['使用期限', 'KZ_SYQX', 12],
  ['权利其他状况', 'KZ_QLQTZK', 30],
] as const;

/** 不动产权证书 on one page: number line, table of the right, several holders with their shares. */
export const REAL_ESTATE_CERTIFICATE_FACE = withQuietZones({
  widthMm: 210,
  heightMm: 297,
  ground: [
    path(rectangle([0, 0, 210, 297]), { fill: rgb('#FFFFFF') }),
    path(rectangle(FRAME), { fill: rgb('#FFF8F3') }),
    waveField(
      inset(FRAME, 10),
      { waves: 10, lines: 60, amplitudeMm: 4.5, drift: 9 },
      { stroke: ROSE, strokeWidthMm: 0.12, opacity: 0.6 },
    ),
    rosette(
      [105, 138],
      { innerMm: 10, outerMm: 60, petals: 20, lines: 6 },
      { stroke: SAND, strokeWidthMm: 0.16, opacity: 0.8 },
    ),
    ...braidedBorder(
      FRAME,
      { bandMm: 7, waveMm: 8, strands: 5 },
      { line: RED_BROWN, band: rgb('#FBE6DC'), braid: rgb('#C4705E'), bead: rgb('#D7A85A') },
    ),
    caption('不动产权证书', [30, 22, 150, 20], {
      font: 'serif-bold',
      sizePt: 34,
      colour: RED_BROWN,
      align: 'centre',
      trackingMm: 5,
    }),
    path(rectangle(TABLE), { fill: rgb('#FFFFFF'), opacity: 0.45 }),
    path(
      ruling(
        TABLE,
        ROWS.map(([, , height]) => height),
        [LABEL_WIDTH],
      ),
      { stroke: RED_BROWN, strokeWidthMm: 0.35 },
    ),
    ...ROWS.map(([label, , height], at) =>
      spread(label, [TABLE[0] + 3, rowTop(at), LABEL_WIDTH - 6, height], LABEL),
    ),
    ...['姓名或名称', '证件号码', '份额'].map((heading, at) =>
      caption(heading, [[55, 117, 163][at] ?? 0, TABLE[1] + 0.6, 60, 6], { ...LABEL, sizePt: 8.5 }),
    ),
    caption(
      '根据《中华人民共和国民法典》等法律法规，为保护不动产权利人合法权益，对不动产权利人申请登记的本证所列不动产权利，经审查核实，准予登记，颁发此证。',
      [20, 218, 170, 11],
      { ...VALUE, sizePt: 9.5, maxLines: 2, align: 'justify', lineHeight: 1.5 },
    ),
    statementCaption([20, 230], INK),
    caption('扫码查验', [72, 236, 25, 4], { ...VALUE, sizePt: 7, align: 'centre' }),
    caption('登记机构（章）', [108, 233, 40, 7], LABEL),
  ],
  slots: [
    slot('licenceNumber', [20, 48, 170, 8], { ...VALUE, font: 'serif-bold', sizePt: 13, align: 'right' }),
    {
      kind: 'table',
      source: 'holders',
      xMm: TABLE[0] + LABEL_WIDTH,
      yMm: TABLE[1] + 6.6,
      rowHeightMm: 6.3,
      maxRows: HOLDER_ROWS,
      columns: [
        { source: 'name', offsetMm: 3, widthMm: 60, ...column(10.5) },
        { source: 'code', offsetMm: 65, widthMm: 44, ...column(10) },
        { source: 'share', offsetMm: 111, widthMm: 25, ...column(10) },
      ],
    },
    ...ROWS.slice(1).map(([, source, height], at) =>
      slot(source, [TABLE[0] + LABEL_WIDTH + 3, rowTop(at + 1) + 0.5, 132, height - 1], {
        ...VALUE,
        minSizePt: 6,
        maxLines: height > 20 ? 10 : height > 10 ? 3 : 1,
        lineHeight: 1.25,
      }),
    ),
    slot('issuedOn', [126, 268, 64, 8], { ...VALUE, sizePt: 13, align: 'centre' }),
    statementQr([20, 230]),
    checkQr([72, 240]),
  ],
  sealPlaces: [{ xMm: 158, yMm: 255 }],
});

function rowTop(row: number): number {
  return TABLE[1] + ROWS.slice(0, row).reduce((top, [, , height]) => top + height, 0);
}

function column(sizePt: number) {
  return {
    font: 'serif',
    sizePt,
    minSizePt: 6,
    colour: INK,
    align: 'left',
    verticalAlign: 'middle',
    maxLines: 1,
    lineHeight: 1.2,
  } as const;
}
