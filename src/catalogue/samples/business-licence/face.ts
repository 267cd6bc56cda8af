import { braidedBorder, inset } from '../../drawing/borders.ts';
import { rosette, waveField } from '../../drawing/guilloche.ts';
import { starAndWreath } from '../../drawing/ornament.ts';
import { path, type Rect, rectangle, rgb } from '../../drawing/paths.ts';
import { checkQr, statementCaption, statementQr, withQuietZones } from '../../drawing/qr-places.ts';
import { caption, slot, spread, type TextStyle } from '../../drawing/text-boxes.ts';

const INK = rgb('#1A1A1A');
const GOLD = rgb('#A97F2E');
const PAPER = rgb('#FFFDF4');
const PALE_GOLD = rgb('#EBD9A6');
const ROSE = rgb('#F3DFC9');

const FRAME: Rect = [9, 9.5, 279, 185];
const LABEL: TextStyle = { font: 'serif-bold', sizePt: 13, colour: INK };
const VALUE: TextStyle = { font: 'serif', sizePt: 12, colour: INK };
const NOTE: TextStyle = { font: 'serif', sizePt: 8, colour: INK };

/** 营业执照 in the manner of the 2019 form: landscape, gold frame, large title, two columns of facts. */
export const BUSINESS_LICENCE_FACE = withQuietZones({
  widthMm: 297,
  heightMm: 210,
  ground: [
    path(rectangle([0, 0, 297, 210]), { fill: rgb('#FFFFFF') }),
    path(rectangle(FRAME), { fill: PAPER }),
    waveField(
      inset(FRAME, 11.5),
      { waves: 9, lines: 34, amplitudeMm: 6, drift: 2 },
      { stroke: PALE_GOLD, strokeWidthMm: 0.14, opacity: 0.8 },
    ),
    rosette(
      [148.5, 118],
      { innerMm: 18, outerMm: 52, petals: 24, lines: 6 },
      { stroke: ROSE, strokeWidthMm: 0.16, opacity: 0.8 },
    ),
    rosette(
      [148.5, 118],
      { innerMm: 44, outerMm: 58, petals: 36, lines: 4 },
      { stroke: PALE_GOLD, strokeWidthMm: 0.14, opacity: 0.7 },
    ),
    ...braidedBorder(
      FRAME,
      { bandMm: 10, waveMm: 12, strands: 6 },
      { line: GOLD, band: rgb('#F6E8BE'), braid: rgb('#B48A3C'), bead: rgb('#C9A24E') },
    ),
    ...starAndWreath([148.5, 35.5], 13, rgb('#D4A02A'), rgb('#C8202C')),
    caption('营业执照', [60, 49, 177, 22], {
      font: 'serif-bold',
      sizePt: 46,
      colour: INK,
      align: 'centre',
      trackingMm: 7,
    }),
    caption('统一社会信用代码', [26, 27, 60, 6], { ...LABEL, sizePt: 11 }),
    caption('证照编号', [26, 42, 17, 5], { ...NOTE, font: 'serif-bold' }),
    caption('扫描二维码\n查验证照真伪\n和当前状态，\n核对登记内容', [214, 29, 24, 17], {
      ...NOTE,
      sizePt: 7.5,
      align: 'right',
      maxLines: 4,
    }),
    spread('名称', [26, 80, 22, 8], LABEL),
    spread('类型', [26, 91, 22, 8], LABEL),
    spread('法定代表人', [26, 102, 24, 8], LABEL),
    spread('经营范围', [26, 113, 22, 8], LABEL),
    spread('注册资本', [158, 80, 22, 8], LABEL),
    spread('成立日期', [158, 91, 22, 8], LABEL),
    spread('住所', [158, 102, 22, 8], LABEL),
    spread('登记机关', [207, 129, 30, 8], { ...LABEL, sizePt: 14 }),
    statementCaption([157, 126], INK),
    caption('市场主体应当于每年1月1日至6月30日报送公示年度报告', [12, 197, 130, 5], NOTE),
    caption('国家市场监督管理总局监制样式', [180, 197, 105, 5], { ...NOTE, align: 'right' }),
  ],
  slots: [
    slot('holderCode', [26, 33, 70, 7], { ...VALUE, font: 'sans', sizePt: 13 }),
    slot('licenceNumber', [43, 42, 60, 5], NOTE),
    slot('holderName', [53, 78.5, 98, 11], { ...VALUE, minSizePt: 7, maxLines: 2, lineHeight: 1.25 }),
    slot('KZ_LX', [53, 91, 98, 8], VALUE),
    slot('KZ_FDDBR', [53, 102, 98, 8], VALUE),
    slot('KZ_JYFW', [53, 114.5, 98, 66], {
      ...VALUE,
      sizePt: 11,
      minSizePt: 5.5,
      align: 'justify',
      verticalAlign: 'top',
      maxLines: 28,
    }),
    slot('KZ_ZCZB', [185, 80, 86, 8], VALUE),
    slot('KZ_CLRQ', [185, 91, 86, 8], VALUE),
    slot('KZ_ZS', [185, 103.7, 86, 16.3], { ...VALUE, verticalAlign: 'top', maxLines: 3, minSizePt: 7 }),
    slot('issuedOn', [216, 172, 62, 8], { ...VALUE, sizePt: 13, align: 'centre' }),
    checkQr([241, 24]),
    statementQr([157, 126]),
  ],
  sealPlaces: [{ xMm: 247, yMm: 158 }],
});
