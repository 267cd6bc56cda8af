import { deflateSync } from 'node:zlib';
import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { appendObjects } from '../../../test/support/painted-over-pdf.ts';
import { Budget } from './budget.ts';
import { readPages } from './page-tree.ts';
import { PdfDocument } from './pdf-document.ts';
import { dict, name, PdfDict, type PdfObject, PdfReference, PdfStream } from './pdf-objects.ts';

const open = (bytes: Uint8Array, budget = new Budget()) => PdfDocument.open(bytes, budget);

/** Text with its own cross-reference table behind it. */
function withTable(objects: readonly string[], trailer = '/Root 1 0 R'): Buffer {
  const offsets: number[] = [];
  let text = '%PDF-1.4\n';
  objects.forEach((object, index) => {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f\r\n${rows}`;
  return Buffer.from(`${text}${table}trailer\n<<${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`, 'latin1');
}

describe('a PDF document', () => {
  it.each(['table', 'stream'] as const)(
    'is read through a cross-reference %s, revisions newest first',
    (form) => {
      const drawn = drawPdf({ crossReference: form, pages: ['one', 'two'] });
      const later = appendObjects(drawn.bytes, () => [{ number: 3, object: dict({ Now: true }) }]);
      const document = open(later);
      expect(document.sections.map(({ kind }) => kind)).toEqual([form, form]);
      expect(document.load(3)).toEqual(dict({ Now: true }));
      expect(readPages(document)).toHaveLength(2);
      expect((open(drawn.bytes).load(3) as PdfDict).get('BaseFont')).toEqual(name('Helvetica'));
    },
  );

  it('reads objects out of object streams', () => {
    const inside = '10 0 11 9 <</A true>>[1 2]';
    const stream = new PdfStream(
      dict({ Type: name('ObjStm'), N: 2, First: 10, Filter: name('FlateDecode') }),
      deflateSync(Buffer.from(inside)),
    );
    const later = appendObjects(drawPdf({ crossReference: 'stream' }).bytes, () => [
      { number: 9, object: stream },
    ]);
    const document = open(later);
    expect((document.load(9) as PdfStream).dict.get('N')).toBe(2);
  });

  it.each([
    ['pdf-header-missing', Buffer.from('hello')],
    ['pdf-startxref-missing', Buffer.from('%PDF-1.7\nhello')],
    ['pdf-startxref-missing', Buffer.from('%PDF-1.7\nstartxref\n99999\n%%EOF')],
    ['pdf-object-damaged', Buffer.from('%PDF-1.7\nstartxref\n3\n%%EOF')],
    ['pdf-object-damaged', withTable(['<</Type /Catalog>>'], '/Root 1 0 R /Prev 51')],
    ['pdf-xref-damaged', withTable(['<</Type /Catalog>>'], '/Root 1 0 R /Prev 99999')],
  ])('fails with %s', (code, bytes) => {
    expect(() => open(bytes)).toThrow(code);
  });

  it('fails when /Prev leads in a circle', () => {
    const bytes = withTable(['<</Type /Catalog>>']);
    const at = bytes.indexOf('xref\n0');
    const circle = withTable(['<</Type /Catalog>>'], `/Root 1 0 R /Prev ${at}`);
    expect(() => open(circle)).toThrow('pdf-xref-damaged');
  });

  it('fails when another object lies at the offset', () => {
    const bytes = Buffer.from(
      withTable(['<<>>', '<<>>']).toString('latin1').replace('2 0 obj', '7 0 obj'),
      'latin1',
    );
    expect(() => open(bytes).load(2)).toThrow('pdf-object-damaged');
  });

  it('fails when a cross-reference stream has no whole number for its size, over which readers part ways', () => {
    const drawn = Buffer.from(drawPdf({ crossReference: 'stream' }).bytes).toString('latin1');
    const sized = (size: string) => Buffer.from(drawn.replace(/\/Size \d+/, `/Size ${size}`), 'latin1');
    expect(() => open(Buffer.from(drawn, 'latin1'))).not.toThrow();
    expect(() => open(sized('1.5'))).toThrow('pdf-xref-damaged');
  });

  it('fails when a hybrid file names two places for one object', () => {
    const rows = (offset: number) =>
      `\n<</Type /XRef /W [1 2 0] /Index [1 1] /Size 2 /Length 3>>\nstream\n\x01\x00${String.fromCharCode(offset)}\nendstream`;
    const head = withTable(['<</A 1>>', '<</B 1>>']).toString('latin1');
    const second = head.indexOf('2 0 obj');
    const bytes = withTable(['<</A 1>>', rows(second).trim()], `/Root 1 0 R /XRefStm ${second}`);
    expect(() => open(bytes)).toThrow('pdf-xref-damaged');
    const same = withTable(['<</A 1>>', rows(9).trim()], `/Root 1 0 R /XRefStm ${second}`);
    expect(open(same).load(1)).toEqual(dict({ A: 1 }));
  });

  it('takes a missing object, and one of another generation, for null', () => {
    const document = open(withTable(['<<>>']));
    expect([document.load(9), document.load(1, 5)]).toEqual([null, null]);
  });

  it('does not follow references in a circle', () => {
    const document = open(withTable(['2 0 R', '1 0 R']));
    expect(() => document.resolve(new PdfReference(1))).toThrow('pdf-object-damaged');
  });

  it('does not follow a stream whose length is the stream itself', () => {
    const document = open(withTable(['<</Length 1 0 R>>\nstream\nabc\nendstream']));
    expect(() => document.load(1)).toThrow('pdf-object-damaged');
  });

  it('refuses a page tree that contains itself', () => {
    const document = open(withTable(['<</Pages 2 0 R>>', '<</Type /Pages /Kids [2 0 R]>>']));
    expect(() => readPages(document)).toThrow('pdf-page-tree-damaged');
  });

  it('stops a compression bomb at its budget', () => {
    const bomb = new PdfStream(
      dict({ Type: name('ObjStm'), N: 1, First: 4, Filter: [name('FlateDecode'), name('FlateDecode')] }),
      deflateSync(deflateSync(Buffer.alloc(50_000_000))),
    );
    const document = bombDocument(bomb, new Budget({ inflatedBytes: 1_000_000 }));
    expect(() => document.load(5)).toThrow('pdf-budget-exceeded');
  });
});

/** Object 5 is said to lie in object stream 1. */
function bombDocument(bomb: PdfObject, budget: Budget): PdfDocument {
  const stream = bomb as PdfStream;
  const head = Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] /Length ${stream.rawBytes.length}>>\nstream\n`,
  );
  const tail = Buffer.from('\nendstream\nendobj\n');
  const rows = Buffer.from([1, 0, 9, 0, 2, 0, 1, 0]);
  const start = head.length + stream.rawBytes.length + tail.length;
  const table = `2 0 obj\n<</Type /XRef /W [1 2 1] /Index [1 1 5 1] /Size 6 /Length ${rows.length}>>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return open(
    Buffer.concat([head, stream.rawBytes, tail, Buffer.from(table), rows, Buffer.from(end)]),
    budget,
  );
}
