import sharp from 'sharp';
import { sealPicture } from './seal-picture.ts';

describe('the picture in an electronic seal', () => {
  it('is a small PNG true to size: red where there is ink, nothing elsewhere', async () => {
    const seal = {
      name: '晋城市民政局婚姻登记专用章',
      subLine: '婚姻登记专用章',
      diameterMm: 42,
      code: '14050000000007',
    };
    const { type, data, widthMm, heightMm } = await sealPicture(seal);
    expect({ type, widthMm, heightMm }).toEqual({ type: 'PNG', widthMm: 42, heightMm: 42 });
    expect(data.length).toBeLessThan(20_000);
    const { data: pixels, info } = await sharp(data)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([496, 496]);
    const at = (x: number, y: number) => [...pixels.subarray((y * 496 + x) * 4, (y * 496 + x) * 4 + 4)];
    expect(at(248, 248)).toEqual([255, 0, 0, 255]);
    expect(at(2, 2)[3]).toBe(0);
  });
});
