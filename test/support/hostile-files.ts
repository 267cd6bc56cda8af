import { deflateRawSync, deflateSync } from 'node:zlib';
import { dict, name, type PdfObject, PdfReference, PdfStream } from '../../src/crypto/pdf/pdf-objects.ts';
import { ByteSink, writeObject } from '../../src/crypto/pdf/pdf-serializer.ts';

/** A PDF of the given objects, numbered from 1; the first is the catalog. */
export function pdfOf(objects: readonly PdfObject[]): Buffer {
  const sink = new ByteSink(1 << 16);
  sink.text('%PDF-1.7\n');
  const offsets = objects.map((object, index) => {
    const offset = sink.length;
    sink.text(`${index + 1} 0 obj\n`);
    writeObject(sink, object, new Map());
    sink.text('\nendobj\n');
    return offset;
  });
  const start = sink.length;
  sink.text(`xref\n0 ${objects.length + 1}\n0000000000 65535 f\r\n`);
  for (const offset of offsets) sink.text(`${String(offset).padStart(10, '0')} 00000 n\r\n`);
  sink.text(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.from(sink.view());
}

const page = (contents: number): PdfObject =>
  dict({
    Type: name('Page'),
    Parent: new PdfReference(2),
    MediaBox: [0, 0, 595, 842],
    Contents: new PdfReference(contents),
  });

/** One page whose content unfolds to `unfoldedBytes` of the repeated operators. */
export function bombOf(operators: string, unfoldedBytes: number): Buffer {
  const content = Buffer.alloc(unfoldedBytes, operators, 'latin1');
  return pdfOf([
    dict({ Type: name('Catalog'), Pages: new PdfReference(2) }),
    dict({ Type: name('Pages'), Kids: [new PdfReference(3)], Count: 1 }),
    page(4),
    new PdfStream(dict({ Filter: name('FlateDecode') }), deflateSync(content, { level: 9 })),
  ]);
}

/** Keeps any renderer busy for far longer than a check may take. */
export const slowPdf = (): Buffer => bombOf('0 0 m 595 842 l 7 w S 595 0 m 0 842 l S\n', 60 << 20);

/** More than the memory that a check may use, out of a file of some hundred kilobytes. */
export const memoryBombPdf = (): Buffer => bombOf('(a) Tj\n', 400 << 20);

/** A file with `count` pages that all show the same content. */
export function manyPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, index) => new PdfReference(index + 4));
  return pdfOf([
    dict({ Type: name('Catalog'), Pages: new PdfReference(2) }),
    dict({ Type: name('Pages'), Kids: kids, Count: count }),
    new PdfStream(dict({}), Buffer.from('0 0 m 9 9 l S')),
    ...kids.map(() => page(3)),
  ]);
}

/** A dictionary in a dictionary in a dictionary … */
export function deeplyNested(depth: number): Buffer {
  const deep = `${'<</A '.repeat(depth)}1${'>>'.repeat(depth)}`;
  const head = `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Deep ${deep}>>\nendobj\n`;
  const second = `2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n`;
  const start = head.length + second.length;
  const rows = [9, head.length].map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('');
  return Buffer.from(
    `${head}${second}xref\n0 3\n0000000000 65535 f\r\n${rows}trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}

/** A PNG of one colour with sides that unfold to gigabytes. */
export function hugePng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = deflateRawSync(Buffer.alloc(1 << 20));
  const data = Buffer.concat([Buffer.from([0x78, 0x01]), rows, Buffer.alloc(4)]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
