import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { TrueTypeFont } from './fonts/true-type-font.ts';
import type { PathItem } from './page-description.ts';
import { drawSealImpression, SEAL_FONT_FILE, type SealFace } from './seal-impression.ts';
import { sealGeometry } from './seal-impression-geometry.ts';

const require = createRequire(import.meta.url);
const font = new TrueTypeFont(
  SEAL_FONT_FILE.postScriptName,
  readFileSync(require.resolve(SEAL_FONT_FILE.module)),
);

const NAMES = [
  '晋城市民政局',
  '晋城市交通运输局机关',
  '晋城市行政审批服务管理局',
  '晋城市人力资源和社会保障局机关党委',
  '晋城经济技术开发区市场监督管理和行政审批服务局',
];

/** Distance from the centre and angle from the top (degrees, clockwise) of every point of an outline. */
function polarPoints(item: PathItem | undefined, diameterMm: number) {
  return (item?.segments ?? []).flatMap((segment) => {
    const numbers = segment.slice(1) as number[];
    const [x, y] = numbers.slice(-2);
    if (x === undefined || y === undefined) return [];
    const [dx, dy] = [x - diameterMm / 2, y - diameterMm / 2];
    return [{ radius: Math.hypot(dx, dy), degrees: (Math.atan2(dx, -dy) * 180) / Math.PI }];
  });
}

function draw(seal: Partial<SealFace> = {}) {
  return drawSealImpression({ unitName: '晋城市市场监督管理局', diameterMm: 45, ...seal }, font);
}

describe('the impression of a seal', () => {
  it('has the ring and the star of the measured seal', () => {
    const [ring, star] = draw();
    const ringRadii = new Set(polarPoints(ring, 45).map(({ radius }) => radius.toFixed(2)));
    const starRadii = new Set(polarPoints(star, 45).map(({ radius }) => radius.toFixed(1)));
    expect([...ringRadii].sort()).toEqual(['21.10', '22.40']);
    expect([...starRadii].sort()).toEqual(['2.9', '7.7']);
    expect(polarPoints(star, 45)[0]?.degrees).toBeCloseTo(0, 1);
  });

  it('is pure red on nothing', () => {
    for (const item of draw()) {
      expect(item.fill).toEqual({ red: 255, green: 0, blue: 0 });
      expect(item.stroke).toBeUndefined();
    }
  });

  it.each(NAMES)('keeps %s inside its band, the same on both sides of the top', (unitName) => {
    const points = polarPoints(draw({ unitName })[2], 45);
    for (const { radius } of points) {
      expect(radius).toBeGreaterThan(12.9);
      expect(radius).toBeLessThan(20.9);
    }
    const least = Math.min(...points.map(({ degrees }) => degrees));
    const most = Math.max(...points.map(({ degrees }) => degrees));
    expect(Math.abs(least + most)).toBeLessThan(5);
    expect(most - least).toBeLessThan(285);
  });

  it.each([
    [6, 165],
    [9, 244],
    [12, 249],
    [16, 256],
    [22, 267],
  ])('opens %d characters over %d degrees', (count, opening) => {
    const { stepDeg, characterHeightMm, characterWidthMm } = sealGeometry(45, count, false);
    expect(stepDeg * (count - 1)).toBeCloseTo(opening, -0.5);
    expect(characterWidthMm / characterHeightMm).toBeGreaterThan(0.55);
    expect(characterHeightMm).toBeLessThanOrEqual(7.3);
  });

  it('scales to 42 mm', () => {
    const radii = polarPoints(draw({ diameterMm: 42 })[0], 42).map(({ radius }) => radius);
    expect(Math.max(...radii)).toBeCloseTo((22.4 * 42) / 45, 2);
  });

  it('writes a second line and the code beneath the star without touching anything', () => {
    const without = draw()[2]?.segments.length ?? 0;
    const letters = draw({ subLine: '不动产登记专用章', code: '14050000000001' })[2];
    expect(letters?.segments.length).toBeGreaterThan(without);
    for (const { radius } of polarPoints(letters, 45)) {
      expect(radius).toBeGreaterThan(7.7);
      expect(radius).toBeLessThan(21.1);
    }
  });

  it('refuses a character that the font does not have', () => {
    expect(() => draw({ unitName: '晋城市\u{10fffd}局' })).toThrow(RangeError);
  });
});
