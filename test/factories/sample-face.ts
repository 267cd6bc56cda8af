import type { FaceData, FaceTemplate, TextSlot } from '../../src/typesetting/face-template.ts';
import type { FaceDocument } from '../../src/typesetting/pdf/face-document.ts';

const BLACK = { red: 0, green: 0, blue: 0 };
const RED = { red: 190, green: 30, blue: 30 };

function textSlot(source: string, yMm: number, over: Partial<TextSlot> = {}): TextSlot {
  return {
    kind: 'text',
    source,
    xMm: 60,
    yMm,
    widthMm: 120,
    heightMm: 10,
    font: 'serif',
    sizePt: 14,
    minSizePt: 8,
    colour: BLACK,
    align: 'left',
    verticalAlign: 'middle',
    maxLines: 1,
    lineHeight: 1.4,
    ...over,
  };
}

function caption(text: string, yMm: number) {
  const {
    kind: _kind,
    source: _source,
    ...box
  } = textSlot('', yMm, { xMm: 25, widthMm: 34, font: 'serif-bold' });
  return { ...box, kind: 'caption', text, align: 'justify' } as const;
}

/** An A4 portrait face with every kind of slot: what tests of the engine draw. */
export const SAMPLE_TEMPLATE: FaceTemplate = {
  widthMm: 210,
  heightMm: 297,
  ground: [
    {
      kind: 'path',
      segments: [['M', 10, 10], ['L', 200, 10], ['L', 200, 287], ['L', 10, 287], ['Z']],
      stroke: RED,
      strokeWidthMm: 1.2,
    },
    {
      kind: 'path',
      segments: [['M', 20, 60], ['C', 60, 20, 150, 20, 190, 60], ['L', 190, 62], ['L', 20, 62], ['Z']],
      fill: { red: 250, green: 220, blue: 220 },
      opacity: 0.5,
    },
    {
      ...caption('食品经营许可证', 28),
      xMm: 30,
      widthMm: 150,
      heightMm: 16,
      sizePt: 32,
      align: 'centre',
      colour: RED,
    },
    caption('经营者名称', 70),
    caption('统一社会信用代码', 84),
    caption('经营项目', 98),
    caption('有效期至', 140),
  ],
  slots: [
    textSlot('holderName', 70),
    textSlot('holderCode', 84, { font: 'sans' }),
    textSlot('scope', 98, { heightMm: 36, maxLines: 6, verticalAlign: 'top', align: 'justify', sizePt: 12 }),
    textSlot('validUntil', 140, { font: 'serif-bold' }),
    {
      kind: 'table',
      source: 'holders',
      xMm: 25,
      yMm: 155,
      rowHeightMm: 8,
      maxRows: 4,
      columns: ['name', 'share'].map((source, index) => {
        const { kind: _kind, xMm: _x, yMm: _y, heightMm: _h, ...box } = textSlot(source, 0, { widthMm: 50 });
        return { ...box, offsetMm: index * 55 };
      }),
    },
    { kind: 'photo', source: 'photo', xMm: 150, yMm: 150, widthMm: 26, heightMm: 32 },
    { kind: 'qr', content: 'check', xMm: 25, yMm: 235, sideMm: 28 },
    { kind: 'qr', content: 'statement', xMm: 65, yMm: 230, sideMm: 42 },
  ],
  sealPlaces: [{ xMm: 150, yMm: 245 }],
};

/** Data that fit the sample face. */
export const SAMPLE_DATA: FaceData = {
  texts: {
    holderName: '锦城市𬭎𬱟老灶火锅有限公司',
    holderCode: '91140500MA0XXXXX5T',
    scope:
      '热食类食品制售（含网络经营）；冷食类食品制售，仅限凉拌菜；自制饮品制售（不含自酿白酒）。Catering for up to 120 guests；预包装食品销售、散装食品销售。',
    validUntil: '二〇三一年十一月二十二日',
  },
  tables: {
    holders: [
      { name: '王㐂贵', share: '百分之六十' },
      { name: '欧阳芷若', share: '百分之四十' },
    ],
  },
  photos: { photo: null },
  checkAddress: 'HTTPS://ZZ.JINCHENG.GOV.CN/V/A1B2C3D4E5F6G7H8J9K0',
  checkToken: 'A1B2C3D4E5F6G7H8J9K0',
  statement: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(7),
};

export const SAMPLE_DOCUMENT: FaceDocument = {
  title: '食品经营许可证',
  author: '锦城市市场监督管理局',
  createdAt: new Date('2026-11-23T08:21:42Z'),
  elements: {
    ZZMC: '食品经营许可证',
    ZZBH: 'JY21405000000017',
    ZZBS: '1.2.156.3005.2.11140500MB9A000141001.11140500MB9A000141.A1B2C3D4E5F6A7B8C9D0.001.J',
    ZZBFJG: ['锦城市市场监督管理局'],
    CZZT: ['锦城市𬭎𬱟老灶火锅有限公司'],
    ZZBFRQ: '2026-11-23',
  },
  extensions: [{ shortName: 'KZ_JYXM', name: '经营项目', value: '热食类食品制售 & <自制饮品>' }],
  attachments: [
    {
      fileName: 'statement.txt',
      mimeType: 'text/plain',
      description: '证照声明',
      relationship: 'Data',
      bytes: Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(7)),
    },
  ],
};
