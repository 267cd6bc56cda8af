import { SAMPLE_TEMPLATE } from '../../test/factories/sample-face.ts';
import { shippedFonts } from '../../test/support/fonts.ts';
import { checkFaceTemplate, type FieldSources } from './check-face-template.ts';
import type { FaceSlot, FaceTemplate } from './face-template.ts';

const sources: FieldSources = {
  texts: ['holderName', 'holderCode', 'scope', 'validUntil'],
  tables: { holders: ['name', 'share'] },
  photos: ['photo'],
};

function faultsOf(template: FaceTemplate, known = sources): string[] {
  return checkFaceTemplate(template, known, shippedFonts()).map(({ path, code }) => `${path} ${code}`.trim());
}

/** The sample with one slot changed. */
function withSlot(index: number, change: Partial<FaceSlot>): FaceTemplate {
  const slots = SAMPLE_TEMPLATE.slots.map((slot, at) =>
    at === index ? ({ ...slot, ...change } as FaceSlot) : slot,
  );
  return { ...SAMPLE_TEMPLATE, slots };
}

describe('checkFaceTemplate', () => {
  it('finds nothing wrong with a good template', () => {
    expect(faultsOf(SAMPLE_TEMPLATE)).toEqual([]);
  });

  it.each<[string, FaceTemplate, string[]]>([
    ['a box over the edge', withSlot(0, { xMm: 100 }), ['slots/0 outside-page']],
    ['a box of no width', withSlot(0, { widthMm: 0 }), ['slots/0 box-empty']],
    ['a place that is no number', withSlot(0, { xMm: Number.NaN }), ['slots/0 box-empty']],
    ['a field that the type does not have', withSlot(1, { source: 'colour' }), ['slots/1 unknown-source']],
    ['a table that the type does not have', withSlot(4, { source: 'owners' }), ['slots/4 unknown-source']],
    ['a photo that the type does not have', withSlot(5, { source: 'portrait' }), ['slots/5 unknown-source']],
    ['a smallest size above the size', withSlot(0, { minSizePt: 20 }), ['slots/0 font-size']],
    ['print that nobody can read', withSlot(0, { minSizePt: 3 }), ['slots/0 font-size']],
    ['no lines at all', withSlot(2, { maxLines: 0 }), ['slots/2 lines']],
    ['lines over each other', withSlot(2, { lineHeight: 0.5 }), ['slots/2 lines']],
    ['a box lower than its smallest text', withSlot(0, { heightMm: 2 }), ['slots/0 never-fits']],
    ['a check code under 0.6 mm a module', withSlot(6, { sideMm: 22.1 }), ['slots/6 qr-too-small']],
    ['a statement code under 0.6 mm a module', withSlot(7, { sideMm: 36.5 }), ['slots/7 qr-too-small']],
    ['two boxes over each other', withSlot(1, { yMm: 75 }), ['slots/1 slots-overlap']],
    [
      'text under a code, where its token stands',
      withSlot(3, { xMm: 25, yMm: 264, widthMm: 28 }),
      ['slots/6 slots-overlap'],
    ],
    [
      'no check code',
      { ...SAMPLE_TEMPLATE, slots: SAMPLE_TEMPLATE.slots.slice(0, 6) },
      ['slots check-code-missing'],
    ],
    ['no place for a seal', { ...SAMPLE_TEMPLATE, sealPlaces: [] }, ['sealPlaces seal-place-missing']],
    [
      'a seal cut by the edge',
      { ...SAMPLE_TEMPLATE, sealPlaces: [{ xMm: 200, yMm: 245 }] },
      ['sealPlaces/0 seal-outside-page'],
    ],
    [
      'a page of no size',
      { ...SAMPLE_TEMPLATE, widthMm: 0, slots: [], sealPlaces: [] },
      ['page-size', 'slots check-code-missing', 'sealPlaces seal-place-missing'],
    ],
  ])('finds %s', (_name, template, faults) => {
    expect(faultsOf(template)).toEqual(faults);
  });

  it('takes the smallest squares that hold modules of 0.6 mm', () => {
    expect(faultsOf(withSlot(6, { sideMm: 37 * 0.6 }))).toEqual([]);
    expect(faultsOf(withSlot(7, { sideMm: 61 * 0.6 }))).toEqual([]);
  });

  it('finds a column that the table does not have', () => {
    expect(faultsOf(SAMPLE_TEMPLATE, { ...sources, tables: { holders: ['name'] } })).toEqual([
      'slots/4/columns/1 unknown-source',
    ]);
  });

  it('finds captions that no font can draw and pictures that do not decode', () => {
    const [frame, , caption] = SAMPLE_TEMPLATE.ground;
    if (!frame || caption?.kind !== 'caption') throw new Error('the sample has changed');
    const picture = {
      kind: 'picture',
      format: 'png',
      bytes: Buffer.from('none'),
      xMm: 0,
      yMm: 0,
      widthMm: 9,
      heightMm: 9,
    } as const;
    expect(
      faultsOf({ ...SAMPLE_TEMPLATE, ground: [frame, { ...caption, text: '\u{2ebf0}' }, picture] }),
    ).toEqual(['ground/1 character-not-drawable', 'ground/2 picture-not-readable']);
  });
});
