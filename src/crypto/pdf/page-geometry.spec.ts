import { placeInUserSpace, readPageGeometry } from './page-geometry.ts';
import { dict, type PdfObject } from './pdf-objects.ts';

const MM = 72 / 25.4;
const PLACE = { xMm: 10, yMm: 20, widthMm: 42, heightMm: 30 };

const geometry = (entries: Readonly<Record<string, PdfObject>>) =>
  readPageGeometry((key) => dict({ MediaBox: [0, 0, 600, 800], ...entries }).get(key));

const inMm = (rectangle: readonly number[]) =>
  rectangle.map((value) => Math.round((value / MM) * 1000) / 1000);

describe('a place on the page as a person sees it', () => {
  it('is counted from the top left corner of the crop box', () => {
    const page = geometry({ CropBox: [10 * MM, 10 * MM, 110 * MM, 210 * MM] });
    expect(inMm(placeInUserSpace(PLACE, page))).toEqual([20, 160, 62, 190]);
  });

  it.each([
    [90, [20, 10, 50, 52]],
    [180, [48, 20, 90, 50]],
    [270, [50, 148, 80, 190]],
    [-90, [50, 148, 80, 190]],
    [450, [20, 10, 50, 52]],
  ])('follows a turn of %i degrees', (turn, expected) => {
    const page = geometry({ MediaBox: [0, 0, 100 * MM, 200 * MM], Rotate: turn });
    expect(inMm(placeInUserSpace(PLACE, page))).toEqual(expected);
  });

  it('keeps its true size under UserUnit', () => {
    const [left, , right] = placeInUserSpace(PLACE, geometry({ UserUnit: 2 }));
    expect(right - left).toBeCloseTo((42 * MM) / 2);
  });

  it('takes boxes whatever corners they name, and a crop box outside the page for none', () => {
    expect(geometry({ MediaBox: [600, 800, 0, 0] }).seenBox).toEqual([0, 0, 600, 800]);
    expect(geometry({ CropBox: [900, 900, 950, 950] }).seenBox).toEqual([0, 0, 600, 800]);
  });
});
