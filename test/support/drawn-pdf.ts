import { deflateSync } from 'node:zlib';
import type { KnownLayout } from '../../src/crypto/pdf/known-layout.ts';
import {
  dict,
  name,
  type PdfDict,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from '../../src/crypto/pdf/pdf-objects.ts';
import { ByteSink, writeObject } from '../../src/crypto/pdf/pdf-serializer.ts';

export interface DrawnPdf {
  readonly bytes: Buffer;
  readonly layout: KnownLayout;
}

export interface DrawnPdfOptions {
  readonly crossReference?: 'table' | 'stream';
  /** Text on each page. */
  readonly pages?: readonly string[];
  readonly pageEntries?: Readonly<Record<string, PdfObject>>;
  readonly catalogEntries?: Readonly<Record<string, PdfObject>>;
  /** Bytes of an attached stream, to reach the size of a real licence. */
  readonly ballastBytes?: number;
}

/** A small file as our own writer would draw it, with its layout. Catalog 1, page tree 2, font 3, ballast 4. */
export function drawPdf(options: DrawnPdfOptions = {}): DrawnPdf {
  const texts = options.pages ?? ['Licence of ZHANG SAN'];
  const pages = texts.map((_, index) => ({ number: 5 + index * 2, dict: pageDict(6 + index * 2, options) }));
  const catalog = dict({ Type: name('Catalog'), Pages: new PdfReference(2), ...options.catalogEntries });
  const kids = pages.map(({ number }) => new PdfReference(number));
  const objects: [number, PdfObject][] = [
    [1, catalog],
    [2, dict({ Type: name('Pages'), Kids: kids, Count: kids.length })],
    [3, dict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Helvetica') })],
    [4, new PdfStream(dict({}), Buffer.alloc(options.ballastBytes ?? 0, 'ballast '))],
    ...pages.map(({ number, dict: page }): [number, PdfObject] => [number, page]),
    ...texts.map((text, index): [number, PdfObject] => [6 + index * 2, contentOf(text)]),
  ];
  return writeFile(objects, catalog, pages, options.crossReference ?? 'table');
}

const pageDict = (contents: number, options: DrawnPdfOptions): PdfDict =>
  dict({
    Type: name('Page'),
    Parent: new PdfReference(2),
    MediaBox: [0, 0, 595, 842],
    Resources: dict({ Font: dict({ F1: new PdfReference(3) }) }),
    Contents: new PdfReference(contents),
    ...options.pageEntries,
  });

function contentOf(text: string): PdfStream {
  const operators = Buffer.from(`BT /F1 24 Tf 72 700 Td (${text}) Tj ET`, 'latin1');
  return new PdfStream(dict({ Filter: name('FlateDecode') }), deflateSync(operators));
}

function writeFile(
  objects: readonly [number, PdfObject][],
  catalog: PdfDict,
  pages: KnownLayout['pages'],
  crossReference: 'table' | 'stream',
): DrawnPdf {
  const sink = new ByteSink(1 << 17);
  sink.text('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  const offsets = new Map<number, number>();
  for (const [number, object] of [...objects].sort(([a], [b]) => a - b)) {
    offsets.set(number, sink.length);
    sink.text(`${number} 0 obj\n`);
    writeObject(sink, object, new Map());
    sink.text('\nendobj\n');
  }
  const crossReferenceOffset = sink.length;
  const permanentId = Buffer.alloc(16, 7);
  const id = [new PdfString(permanentId, 'hex'), new PdfString(permanentId, 'hex')];
  const count = objects.length + 1;
  const size = crossReference === 'table' ? count : count + 1;
  const trailer = dict({ Size: size, Root: new PdfReference(1), ID: id });
  if (crossReference === 'table') writeTable(sink, offsets, count, trailer);
  else writeStream(sink, offsets, count, trailer);
  sink.text(`startxref\n${crossReferenceOffset}\n%%EOF\n`);
  const layout = {
    crossReference,
    crossReferenceOffset,
    size,
    catalogNumber: 1,
    catalog,
    pages,
    permanentId,
  };
  return { bytes: Buffer.from(sink.view()), layout };
}

function writeTable(
  sink: ByteSink,
  offsets: ReadonlyMap<number, number>,
  count: number,
  trailer: PdfDict,
): void {
  sink.text(`xref\n0 ${count}\n0000000000 65535 f\r\n`);
  for (let number = 1; number < count; number++) {
    sink.text(`${String(offsets.get(number)).padStart(10, '0')} 00000 n\r\n`);
  }
  sink.text('trailer\n');
  writeObject(sink, trailer, new Map());
  sink.text('\n');
}

function writeStream(
  sink: ByteSink,
  offsets: ReadonlyMap<number, number>,
  count: number,
  trailer: PdfDict,
): void {
  const rows = Buffer.alloc((count + 1) * 5);
  for (let number = 1; number <= count; number++) {
    rows.writeUInt8(1, number * 5);
    rows.writeUInt32BE(number === count ? sink.length : (offsets.get(number) as number), number * 5 + 1);
  }
  const entries = { Type: name('XRef'), W: [1, 4, 0], Filter: name('FlateDecode') };
  sink.text(`${count} 0 obj\n`);
  writeObject(sink, new PdfStream(trailer.with(entries), deflateSync(rows)), new Map());
  sink.text('\nendobj\n');
}
