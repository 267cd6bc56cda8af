import { shippedFonts } from '../../../test/support/fonts.ts';
import type { TextBox } from '../face-template.ts';
import { fitText, MM_PER_POINT } from './fit-text.ts';

const library = shippedFonts();
const box: TextBox = {
  xMm: 20,
  yMm: 30,
  widthMm: 50,
  heightMm: 12,
  font: 'serif',
  sizePt: 14,
  minSizePt: 8,
  colour: { red: 0, green: 0, blue: 0 },
  align: 'left',
  verticalAlign: 'middle',
  maxLines: 1,
  lineHeight: 1.4,
};
const em = (sizePt: number) => sizePt * MM_PER_POINT;

describe('fitText', () => {
  it('keeps the full size where the text fits', () => {
    expect(fitText('锦城市', box, library)).toEqual([
      expect.objectContaining({ text: '锦城市', sizePt: 14, xMm: 20 }),
    ]);
  });

  it('shrinks in half points until the text fits', () => {
    const [item] = fitText('锦城市老灶火锅餐饮管理有限公司', box, library) ?? [];
    expect(item?.sizePt).toBe(9);
    expect(15 * em(9.5)).toBeGreaterThan(50);
  });

  it('gives nothing where the text does not fit at the smallest size', () => {
    expect(fitText('锦'.repeat(18), box, library)).toBeUndefined();
    expect(fitText('锦'.repeat(17), box, library)).toHaveLength(1);
  });

  it('tries the smallest size though half points do not reach it', () => {
    const [item] = fitText('锦'.repeat(17), { ...box, minSizePt: 8.2 }, library) ?? [];
    expect(item?.sizePt).toBe(8.2);
  });

  it('wraps before it shrinks', () => {
    const items = fitText('锦城市老灶火锅餐饮管理公司', { ...box, maxLines: 2, heightMm: 14 }, library) ?? [];
    expect(items.map((item) => [item.text, item.sizePt])).toEqual([
      ['锦城市老灶火锅餐饮管', 14],
      ['理公司', 14],
    ]);
    expect((items[1]?.baselineMm ?? 0) - (items[0]?.baselineMm ?? 0)).toBeCloseTo(1.4 * em(14));
  });

  it('places lines by alignment', () => {
    const left = (align: TextBox['align']) => fitText('锦城市', { ...box, align }, library)?.[0]?.xMm ?? 0;
    expect(left('centre')).toBeCloseTo(20 + (50 - 3 * em(14)) / 2);
    expect(left('right')).toBeCloseTo(70 - 3 * em(14));
  });

  it('stretches justified lines to the width, but not the last', () => {
    const items =
      fitText(
        '一二三四五六七八九十甲乙丙',
        { ...box, align: 'justify', maxLines: 2, heightMm: 14 },
        library,
      ) ?? [];
    const [first, last] = items;
    const count = [...(first?.text ?? '')].length;
    expect(count * em(14) + (count - 1) * (first?.trackingMm ?? 0)).toBeCloseTo(50);
    expect(last?.trackingMm).toBe(0);
  });

  it('distributes a caption over its whole width', () => {
    const [item] = fitText('有效期', { ...box, align: 'distribute' }, library) ?? [];
    expect(3 * em(14) + 2 * (item?.trackingMm ?? 0)).toBeCloseTo(50);
  });

  it('counts tracking as width', () => {
    const [item] = fitText('锦城市锦城市锦城市', { ...box, trackingMm: 2 }, library) ?? [];
    expect(item?.sizePt).toBeLessThan(14);
  });

  it('draws nothing for an empty text', () => {
    expect(fitText('', box, library)).toEqual([]);
  });
});
