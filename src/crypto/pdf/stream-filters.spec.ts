import { deflateSync } from 'node:zlib';
import { Budget } from './budget.ts';
import { dict, name, type PdfObject, PdfStream } from './pdf-objects.ts';
import { decodeStream } from './stream-filters.ts';

const decode = (
  entries: Readonly<Record<string, PdfObject>>,
  bytes: Uint8Array,
  budget = new Budget(),
): string =>
  Buffer.from(decodeStream(new PdfStream(dict(entries), bytes), budget, (object) => object)).toString(
    'latin1',
  );

describe('stream filters', () => {
  it.each([
    ['none', {}, Buffer.from('plain'), 'plain'],
    ['FlateDecode', { Filter: name('FlateDecode') }, deflateSync(Buffer.from('deflated')), 'deflated'],
    ['ASCIIHexDecode', { Filter: name('ASCIIHexDecode') }, Buffer.from('48 656C6C 6F>'), 'Hello'],
    ['ASCII85Decode', { Filter: [name('ASCII85Decode')] }, Buffer.from('87cURD]i,"Ebo80~>'), 'Hello World!'],
    [
      'two in a row',
      { Filter: [name('AHx'), name('Fl')] },
      Buffer.from(`${deflateSync(Buffer.from('x')).toString('hex')}>`),
      'x',
    ],
  ])('undo %s', (_, entries, bytes, expected) => {
    expect(decode(entries, bytes)).toBe(expected);
  });

  it('undo every PNG predictor', () => {
    const rows = Buffer.from([0, 10, 20, 1, 10, 20, 2, 1, 1, 3, 5, 5, 4, 1, 1]);
    const entries = { Filter: name('FlateDecode'), DecodeParms: dict({ Predictor: 15, Columns: 2 }) };
    expect([...Buffer.from(decode(entries, deflateSync(rows)), 'latin1')]).toEqual([
      10, 20, 10, 30, 11, 31, 10, 25, 11, 26,
    ]);
  });

  it.each([
    ['pdf-stream-damaged', { Filter: name('FlateDecode') }, Buffer.from('not deflated')],
    ['pdf-stream-damaged', { Filter: name('ASCIIHexDecode') }, Buffer.from('xyz>')],
    ['pdf-filter-unsupported', { Filter: name('JBIG2Decode') }, Buffer.from('')],
    ['pdf-budget-exceeded', { Filter: Array(9).fill(name('FlateDecode')) }, Buffer.from('')],
  ])('fail with %s', (code, entries, bytes) => {
    expect(() => decode(entries, bytes)).toThrow(code);
  });

  it('give out no more than the budget has', () => {
    const bomb = deflateSync(Buffer.alloc(10_000_000));
    const budget = new Budget({ inflatedBytes: 1_000_000 });
    expect(() => decode({ Filter: name('FlateDecode') }, bomb, budget)).toThrow('pdf-budget-exceeded');
  });
});
