import { dict, name, type PdfObject, PdfReference, PdfStream } from '../../src/crypto/pdf/pdf-objects.ts';
import { ByteSink, writeObject } from '../../src/crypto/pdf/pdf-serializer.ts';

const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
/** What readers of PDF 1.4 see, and what the stream beside the table adds: a font in an object stream. */
const [SEEN_BY_ALL, FONT_NUMBER, OBJECT_STREAM, CROSS_REFERENCE_STREAM, SIZE] = [5, 5, 6, 7, 8];

/**
 * A hybrid-reference file (ISO 32000-2 §7.5.8.4): a classical table in which the hidden objects stand as free, and a
 * cross-reference stream named by `/XRefStm` that knows them. No program at hand writes such files any more.
 */
export function hybridPdf(text: string): Buffer {
  const sink = new ByteSink(4096);
  const offsets = new Map<number, number>();
  const put = (number: number, object: PdfObject) => {
    offsets.set(number, sink.length);
    sink.text(`${number} 0 obj\n`);
    writeObject(sink, object, new Map());
    sink.text('\nendobj\n');
  };
  sink.text('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n');
  const pageEntries = {
    Parent: new PdfReference(2),
    MediaBox: [0, 0, 595, 842],
    Contents: new PdfReference(4),
  };
  const resources = dict({ Font: dict({ F1: new PdfReference(FONT_NUMBER) }) });
  put(1, dict({ Type: name('Catalog'), Pages: new PdfReference(2) }));
  put(2, dict({ Type: name('Pages'), Kids: [new PdfReference(3)], Count: 1 }));
  put(3, dict({ Type: name('Page'), ...pageEntries, Resources: resources }));
  put(4, new PdfStream(dict({}), Buffer.from(`BT /F1 24 Tf 72 700 Td (${text}) Tj ET`, 'latin1')));
  const header = `${FONT_NUMBER} 0 `;
  const entries = { Type: name('ObjStm'), N: 1, First: header.length };
  put(OBJECT_STREAM, new PdfStream(dict(entries), Buffer.from(header + FONT, 'latin1')));
  put(CROSS_REFERENCE_STREAM, hiddenEntries(offsets.get(OBJECT_STREAM) ?? 0, sink.length));
  const start = sink.length;
  sink.text(`xref\n0 ${SIZE}\n${tableRows(offsets)}trailer\n`);
  sink.text(`<</Size ${SIZE}/Root 1 0 R/XRefStm ${offsets.get(CROSS_REFERENCE_STREAM)}>>\n`);
  sink.text(`startxref\n${start}\n%%EOF\n`);
  return Buffer.from(sink.view());
}

/** Rows of 1 + 4 + 1 bytes for the font (compressed), its object stream, and this stream itself. */
function hiddenEntries(objectStreamAt: number, ownAt: number): PdfStream {
  const rows = Buffer.alloc(18);
  rows.writeUInt8(2, 0);
  rows.writeUInt32BE(OBJECT_STREAM, 1);
  rows.writeUInt8(1, 6);
  rows.writeUInt32BE(objectStreamAt, 7);
  rows.writeUInt8(1, 12);
  rows.writeUInt32BE(ownAt, 13);
  const entries = { Type: name('XRef'), Size: SIZE, W: [1, 4, 1], Index: [FONT_NUMBER, 3] };
  return new PdfStream(dict({ ...entries, Root: new PdfReference(1) }), rows);
}

/** Free entries form a list that begins and ends at object 0 (§7.5.4). */
function tableRows(offsets: ReadonlyMap<number, number>): string {
  const row = (offset: number, generation: number, kind: 'n' | 'f') =>
    `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind}\r\n`;
  const rows = [row(SEEN_BY_ALL, 65_535, 'f')];
  for (let number = 1; number < SEEN_BY_ALL; number += 1) rows.push(row(offsets.get(number) ?? 0, 0, 'n'));
  for (let number = SEEN_BY_ALL; number < SIZE; number += 1) rows.push(row((number + 1) % SIZE, 0, 'f'));
  return rows.join('');
}
