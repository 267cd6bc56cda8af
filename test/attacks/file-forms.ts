import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import {
  dict,
  name,
  PdfDict,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from '../../src/crypto/pdf/pdf-objects.ts';
import { ByteSink, writeObject } from '../../src/crypto/pdf/pdf-serializer.ts';
import type { RevisionObject } from '../../src/crypto/pdf/revision-writer.ts';
import { hasTool } from '../support/tools.ts';

/** How a file says where its objects lie (ISO 32000-2 §7.5.4, §7.5.8, §7.5.7, §7.5.8.4, annex F). */
export const FILE_FORMS = ['table', 'stream', 'object-streams', 'hybrid', 'linearized'] as const;
export type FileForm = (typeof FILE_FORMS)[number];

/** Linearized files are made by qpdf; the others by ourselves. */
export const missingToolFor = (form: FileForm): string | undefined =>
  form === 'linearized' && !hasTool('qpdf') ? 'qpdf' : undefined;

export interface Section {
  readonly objects: readonly RevisionObject[];
  readonly form: FileForm;
  readonly root: PdfReference;
  /** Greatest object number in use so far, plus one. */
  readonly size: number;
  /** Set for an update: bytes before it, and what its `/Prev` names. */
  readonly base?: { readonly length: number; readonly crossReferenceOffset: number };
  /** Object numbers to be marked as free. */
  readonly freed?: readonly number[];
  readonly trailer?: Readonly<Record<string, PdfObject>>;
}

type Entry =
  | { readonly number: number; readonly generation: number; readonly offset: number }
  | { readonly number: number; readonly stream: number; readonly index: number }
  | { readonly number: number; readonly free: true };

const PERMANENT_ID = new PdfString(Buffer.alloc(16, 7), 'hex');

/** A whole file of these objects. */
export function writeFileOf(form: FileForm, objects: readonly RevisionObject[], root: PdfReference): Buffer {
  const size = Math.max(...objects.map(({ number }) => number)) + 1;
  if (form === 'linearized') return linearized(writeFileOf('table', objects, root));
  const header = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  return Buffer.concat([header, writeSection({ objects, form, root, size }, header.length)]);
}

/** One revision in the given form; for an update the bytes to append. */
export function writeSection(section: Section, at = section.base?.length ?? 0): Buffer {
  const { form, size } = section;
  const sink = new ByteSink(1 << 14);
  if (section.base) sink.text('\n');
  const packed = section.objects.filter((object) => isPacked(form, object, section.root));
  const plain = section.objects.filter((object) => !packed.includes(object));
  const entries: Entry[] = (section.freed ?? []).map((number) => ({ number, free: true }));
  for (const object of plain) entries.push(place(sink, at, object));
  let next = size;
  if (packed.length > 0) {
    packed.forEach(({ number }, index) => {
      entries.push({ number, stream: next, index });
    });
    entries.push(place(sink, at, { number: next, object: objectStream(packed) }));
    next += 1;
  }
  const start =
    form === 'hybrid'
      ? writeHybrid(sink, at, entries, section, next)
      : writeOne(sink, at, entries, section, next);
  sink.text(`startxref\n${start}\n%%EOF\n`);
  return Buffer.from(sink.view());
}

/** Streams cannot lie in object streams; the catalog stays outside so that old readers of a hybrid file find it. */
function isPacked(
  form: FileForm,
  { object, generation = 0, number }: RevisionObject,
  root: PdfReference,
): boolean {
  if (object instanceof PdfStream || generation > 0 || number === root.number) return false;
  if (form === 'hybrid') return object instanceof PdfDict && object.get('Type') === undefined;
  return form === 'object-streams';
}

function place(sink: ByteSink, at: number, { number, generation = 0, object }: RevisionObject): Entry {
  const offset = at + sink.length;
  sink.text(`${number} ${generation} obj\n`);
  writeObject(sink, object, new Map());
  sink.text('\nendobj\n');
  return { number, generation, offset };
}

function objectStream(objects: readonly RevisionObject[]): PdfStream {
  const body = new ByteSink(4096);
  const header = objects.map(({ number, object }) => {
    const offset = body.length;
    writeObject(body, object, new Map());
    body.text('\n');
    return `${number} ${offset}`;
  });
  const first = `${header.join(' ')}\n`;
  const data = deflateSync(Buffer.concat([Buffer.from(first), body.view()]));
  const entries = {
    Type: name('ObjStm'),
    N: objects.length,
    First: first.length,
    Filter: name('FlateDecode'),
  };
  return new PdfStream(dict(entries), data);
}

function trailerOf({ root, base, trailer }: Section, size: number): PdfDict {
  const ids = { ID: [PERMANENT_ID, new PdfString(Buffer.alloc(16, size), 'hex')] };
  return dict({
    Size: size,
    Root: root,
    ...(base && { Prev: base.crossReferenceOffset }),
    ...ids,
    ...trailer,
  });
}

function writeOne(sink: ByteSink, at: number, entries: Entry[], section: Section, next: number): number {
  if (section.form === 'table' || section.form === 'linearized')
    return writeTable(sink, at, entries, section, trailerOf(section, next));
  return writeStream(sink, at, entries, section, next, trailerOf(section, next + 1));
}

/** What lies in object streams is free in the table and named by the stream that the trailer leads to. */
function writeHybrid(sink: ByteSink, at: number, entries: Entry[], section: Section, next: number): number {
  const hidden = entries.filter((entry) => 'stream' in entry);
  if (hidden.length === 0) return writeTable(sink, at, entries, section, trailerOf(section, next));
  const shown = entries.map((entry) =>
    'stream' in entry ? ({ number: entry.number, free: true } as const) : entry,
  );
  const offset = writeStream(
    sink,
    at,
    hidden,
    { ...section, base: section.base },
    next,
    trailerOf(section, next + 1),
  );
  const all: Entry[] = [...shown, { number: next, generation: 0, offset }];
  return writeTable(sink, at, all, section, trailerOf(section, next + 1).with({ XRefStm: offset }));
}

function writeTable(
  sink: ByteSink,
  at: number,
  entries: readonly Entry[],
  section: Section,
  trailer: PdfDict,
): number {
  const start = at + sink.length;
  sink.text('xref\n');
  if (!section.base) sink.text('0 1\n0000000000 65535 f\r\n');
  for (const run of runs(entries)) {
    sink.text(`${run[0]?.number} ${run.length}\n`);
    for (const entry of run) {
      const [offset, generation, kind] =
        'offset' in entry ? [entry.offset, entry.generation, 'n'] : [0, 0, 'f'];
      sink.text(`${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind}\r\n`);
    }
  }
  sink.text('trailer\n');
  writeObject(sink, trailer, new Map());
  sink.text('\n');
  return start;
}

function writeStream(
  sink: ByteSink,
  at: number,
  entries: readonly Entry[],
  section: Section,
  number: number,
  trailer: PdfDict,
): number {
  const start = at + sink.length;
  const zero: Entry[] = section.base ? [] : [{ number: 0, free: true }];
  const all = runs([...zero, ...entries, { number, generation: 0, offset: start }]);
  const rows = Buffer.concat(all.flat().map(streamRow));
  const index = all.flatMap((run) => [run[0]?.number ?? 0, run.length]);
  const entriesOfStream = { Type: name('XRef'), W: [1, 4, 2], Index: index, Filter: name('FlateDecode') };
  sink.text(`${number} 0 obj\n`);
  writeObject(sink, new PdfStream(trailer.with(entriesOfStream), deflateSync(rows)), new Map());
  sink.text('\nendobj\n');
  return start;
}

function streamRow(entry: Entry): Buffer {
  const row = Buffer.alloc(7);
  if ('offset' in entry) {
    row.writeUInt8(1, 0);
    row.writeUInt32BE(entry.offset, 1);
    row.writeUInt16BE(entry.generation, 5);
  } else if ('stream' in entry) {
    row.writeUInt8(2, 0);
    row.writeUInt32BE(entry.stream, 1);
    row.writeUInt16BE(entry.index, 5);
  }
  return row;
}

function runs(entries: readonly Entry[]): Entry[][] {
  const found: Entry[][] = [];
  for (const entry of [...entries].sort((a, b) => a.number - b.number)) {
    const run = found.at(-1);
    if (run?.at(-1)?.number === entry.number - 1) run.push(entry);
    else found.push([entry]);
  }
  return found;
}

function linearized(table: Buffer): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'zhaozhang-attacks-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), table);
    execFileSync('qpdf', ['--linearize', '--static-id', join(folder, 'in.pdf'), join(folder, 'out.pdf')]);
    return readFileSync(join(folder, 'out.pdf'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
