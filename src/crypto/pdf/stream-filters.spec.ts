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

/** An encoder written from the standard alone, codes as strings. */
function packLzw(bytes: Buffer, earlyChange: 0 | 1): Buffer {
  let bits = '';
  let codes = new Map<string, number>();
  let width = 9;
  const put = (code: number) => {
    bits += code.toString(2).padStart(width, '0');
  };
  const clear = () => {
    put(256);
    codes = new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte]));
    codes.set('clear', 256).set('end', 257);
    width = 9;
  };
  clear();
  let run = '';
  for (const character of bytes.toString('latin1')) {
    if (codes.has(run + character)) {
      run += character;
      continue;
    }
    put(codes.get(run) as number);
    codes.set(run + character, codes.size);
    if (codes.size + earlyChange > 1 << width) width++;
    if (codes.size >= 4094) clear();
    run = character;
  }
  put(codes.get(run) as number);
  put(257);
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
}

describe('stream filters', () => {
  it.each([
    ['none', {}, Buffer.from('plain'), 'plain'],
    ['FlateDecode', { Filter: name('FlateDecode') }, deflateSync(Buffer.from('deflated')), 'deflated'],
    ['ASCIIHexDecode', { Filter: name('ASCIIHexDecode') }, Buffer.from('48 656C6C 6F>'), 'Hello'],
    ['ASCII85Decode', { Filter: [name('ASCII85Decode')] }, Buffer.from('87cURD]i,"Ebo80~>'), 'Hello World!'],
    [
      'LZWDecode',
      { Filter: name('LZWDecode') },
      // The example of ISO 32000-2 §7.4.4.2.
      Buffer.from('800b6050220c0c8501', 'hex'),
      '-----A---B',
    ],
    ['RunLengthDecode', { Filter: name('RL') }, Buffer.from([2, 97, 98, 99, 254, 100, 128, 101]), 'abcddd'],
    ['Crypt with Identity', { Filter: name('Crypt') }, Buffer.from('clear'), 'clear'],
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

  it('undo LZWDecode as another writer packs it, with and without the early change', () => {
    const text = 'the quick brown fox jumps over the lazy dog; '.repeat(400);
    for (const earlyChange of [1, 0] as const) {
      const entries = { Filter: name('LZWDecode'), DecodeParms: dict({ EarlyChange: earlyChange }) };
      expect(decode(entries, packLzw(Buffer.from(text), earlyChange))).toBe(text);
    }
  });

  it("undo TIFF's predictor behind LZWDecode", () => {
    const entries = {
      Filter: name('LZWDecode'),
      DecodeParms: dict({ Predictor: 2, Colors: 3, Columns: 2 }),
    };
    const rows = Buffer.from([1, 2, 3, 1, 1, 1, 9, 9, 9, 0, 0, 1]);
    expect([...Buffer.from(decode(entries, packLzw(rows, 1)), 'latin1')]).toEqual([
      1, 2, 3, 2, 3, 4, 9, 9, 9, 9, 9, 10,
    ]);
  });

  it.each([
    ['pdf-stream-damaged', { Filter: name('LZWDecode') }, Buffer.from('ffffff', 'hex')],
    ['pdf-stream-damaged', { Filter: name('RL') }, Buffer.from([9, 97])],
    [
      'pdf-filter-unsupported',
      { Filter: name('Crypt'), DecodeParms: dict({ Name: name('StdCF') }) },
      Buffer.from(''),
    ],
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
    const runs = Buffer.alloc(40_000, Buffer.from([129, 0]));
    expect(() => decode({ Filter: name('RL') }, runs, budget)).toThrow('pdf-budget-exceeded');
    const packed = packLzw(Buffer.alloc(60_000), 1);
    const small = new Budget({ inflatedBytes: 50_000 });
    expect(() => decode({ Filter: name('LZWDecode') }, packed, small)).toThrow('pdf-budget-exceeded');
  });
});
