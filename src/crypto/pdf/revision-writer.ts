import { createHash } from 'node:crypto';
import {
  dict,
  name,
  type PdfDict,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from './pdf-objects.ts';
import { ByteSink, type ReservedOffsets, writeObject } from './pdf-serializer.ts';

/** What an incremental update needs to know of the file that it is appended to. */
export interface RevisionBase {
  /** The new section must be of the same kind as the last one (ISO 32000-2 §7.5.8.4). */
  readonly crossReference: 'table' | 'stream';
  /** Offset that the last `startxref` names. */
  readonly crossReferenceOffset: number;
  /** `/Size`: one more than the greatest object number in use. */
  readonly size: number;
  readonly root: PdfReference;
  readonly info?: PdfReference;
  /** First element of `/ID`, kept for good; the second changes with each revision. */
  readonly permanentId?: Uint8Array;
}

export interface RevisionObject {
  readonly number: number;
  readonly generation?: number;
  readonly object: PdfObject;
}

export interface AppendedRevision {
  /** Bytes of the update alone; they begin with a line end. */
  readonly bytes: Buffer;
  /** Offsets in the whole file of what was reserved, by label. */
  readonly reserved: ReadonlyMap<string, number>;
  readonly crossReferenceOffset: number;
}

interface Placed {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
}

/**
 * Writes an incremental update: the objects, a cross-reference section of the base's kind, a trailer that points back
 * to the base (ISO 32000-2 §7.5.6). The base's bytes stay as they are, so earlier signatures keep holding.
 *
 * @param baseLength bytes in the file so far: every offset is counted from its start
 * @param capacityBytes a guess at the update's size, so that the buffer need not grow
 */
export function writeRevision(
  base: RevisionBase,
  baseLength: number,
  objects: readonly RevisionObject[],
  capacityBytes = 8192,
): AppendedRevision {
  const sink = new ByteSink(capacityBytes);
  const reserved: ReservedOffsets = new Map();
  sink.text('\n');
  const placed = [...objects]
    .sort((a, b) => a.number - b.number)
    .map((object) => placeObject(sink, object, baseLength, reserved));
  const crossReferenceOffset = baseLength + sink.length;
  const size = Math.max(base.size, ...placed.map(({ number }) => number + 1));
  if (base.crossReference === 'table') writeTable(sink, placed, trailer(base, size, sink.view()));
  else writeCrossReferenceStream(sink, placed, base, size, crossReferenceOffset);
  sink.text(`startxref\n${crossReferenceOffset}\n%%EOF\n`);
  const offsets = new Map([...reserved].map(([label, at]) => [label, at + baseLength]));
  return { bytes: sink.view(), reserved: offsets, crossReferenceOffset };
}

function placeObject(
  sink: ByteSink,
  { number, generation = 0, object }: RevisionObject,
  baseLength: number,
  reserved: ReservedOffsets,
): Placed {
  const offset = baseLength + sink.length;
  sink.text(`${number} ${generation} obj\n`);
  writeObject(sink, object, reserved);
  sink.text('\nendobj\n');
  return { number, generation, offset };
}

/** The second half of `/ID` is a digest of what this revision holds: no clock, no chance (§14.4). */
function trailer(base: RevisionBase, size: number, updateBytes: Uint8Array): PdfDict {
  const changing = createHash('sha256').update(updateBytes).digest().subarray(0, 16);
  return dict({
    Size: size,
    Root: base.root,
    ...(base.info && { Info: base.info }),
    Prev: base.crossReferenceOffset,
    ID: [new PdfString(base.permanentId ?? changing, 'hex'), new PdfString(changing, 'hex')],
  });
}

function writeTable(sink: ByteSink, placed: readonly Placed[], trailerDict: PdfDict): void {
  sink.text('xref\n');
  for (const run of consecutiveRuns(placed)) {
    sink.text(`${run[0]?.number} ${run.length}\n`);
    for (const { offset, generation } of run) {
      sink.text(`${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`);
    }
  }
  sink.text('trailer\n');
  writeObject(sink, trailerDict, new Map());
  sink.text('\n');
}

/** Entries of 1 + 5 + 2 bytes: type, offset, generation; not compressed, an update is small. */
function writeCrossReferenceStream(
  sink: ByteSink,
  placed: readonly Placed[],
  base: RevisionBase,
  size: number,
  offset: number,
): void {
  const all = [...placed, { number: size, generation: 0, offset }];
  const entries = Buffer.alloc(all.length * 8);
  all.forEach((entry, index) => {
    entries.writeUInt8(1, index * 8);
    entries.writeUIntBE(entry.offset, index * 8 + 1, 5);
    entries.writeUInt16BE(entry.generation, index * 8 + 6);
  });
  const index = consecutiveRuns(all).flatMap((run) => [run[0]?.number ?? 0, run.length]);
  const streamDict = trailer(base, size + 1, sink.view()).with({
    Type: name('XRef'),
    W: [1, 5, 2],
    Index: index,
  });
  sink.text(`${size} 0 obj\n`);
  writeObject(sink, new PdfStream(streamDict, entries), new Map());
  sink.text('\nendobj\n');
}

function consecutiveRuns(placed: readonly Placed[]): Placed[][] {
  const runs: Placed[][] = [];
  for (const entry of placed) {
    const run = runs.at(-1);
    if (run?.at(-1)?.number === entry.number - 1) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}
