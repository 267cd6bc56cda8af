import { DerError } from './der-error.ts';

export type TagClass = 'universal' | 'application' | 'context' | 'private';
const CLASSES: readonly TagClass[] = ['universal', 'application', 'context', 'private'];

/** No structure in use nests deeper; hostile ones nest to overflow the stack. */
const MAX_DEPTH = 40;
const MAX_TAG_NUMBER = 0xffffff;

/**
 * One tag-length-value. `bytes` and `content` are views into the input, never copies: what was signed or hashed is
 * taken from here, so that nothing is ever encoded anew.
 */
export interface DerNode {
  readonly tagClass: TagClass;
  readonly tagNumber: number;
  readonly constructed: boolean;
  /** First identifier octet; enough to tell all tags below 31 apart. */
  readonly tag: number;
  /** The whole encoding. */
  readonly bytes: Uint8Array;
  /** Without tag, length and (for indefinite length) end-of-contents. */
  readonly content: Uint8Array;
  /** BER's indefinite length (X.690 §8.1.3.6): readable, but not DER. */
  readonly indefinite: boolean;
  /** How deep it lies in what `readDer` was given. */
  readonly depth: number;
}

/**
 * Reads the first tag-length-value of `bytes`; bytes after it are left alone (a PDF pads `/Contents` with zeros).
 * Contents are read on demand by `children`, so the work is bounded by what is looked at.
 *
 * @throws DerError `der-truncated | der-length-invalid | der-tag-invalid | der-too-deep`
 */
export function readDer(bytes: Uint8Array): DerNode {
  return readAt(bytes, 0, 0);
}

/**
 * The elements of a constructed node, in their order.
 *
 * @throws DerError as `readDer`; `der-unexpected-tag` when the node is primitive
 */
export function children(node: DerNode): DerNode[] {
  if (!node.constructed) throw new DerError('der-unexpected-tag');
  const found: DerNode[] = [];
  for (let at = 0; at < node.content.length; ) {
    const child = readAt(node.content, at, node.depth + 1);
    found.push(child);
    at += child.bytes.length;
  }
  return found;
}

/**
 * The node itself, checked for its identifier octet.
 *
 * @throws DerError `der-unexpected-tag` when it is missing or another
 */
export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node === undefined || node.tag !== tag) throw new DerError('der-unexpected-tag');
  return node;
}

/** True when the node is `[number]`, whatever its form. */
export const isContext = (node: DerNode | undefined, number: number): node is DerNode =>
  node !== undefined && node.tagClass === 'context' && node.tagNumber === number;

function readAt(bytes: Uint8Array, start: number, depth: number): DerNode {
  if (depth > MAX_DEPTH) throw new DerError('der-too-deep');
  const { tag, tagNumber, next: lengthAt } = readTag(bytes, start);
  const constructed = (tag & 0x20) !== 0;
  const { length, next: contentAt } = readLength(bytes, lengthAt, constructed);
  const indefinite = length === undefined;
  const contentEnd = indefinite ? findEndOfContents(bytes, contentAt, depth) : contentAt + length;
  if (contentEnd > bytes.length) throw new DerError('der-truncated');
  return {
    tagClass: CLASSES[tag >> 6] as TagClass,
    tagNumber,
    constructed,
    tag,
    bytes: bytes.subarray(start, indefinite ? contentEnd + 2 : contentEnd),
    content: bytes.subarray(contentAt, contentEnd),
    indefinite,
    depth,
  };
}

function readTag(bytes: Uint8Array, start: number): { tag: number; tagNumber: number; next: number } {
  const tag = byteAt(bytes, start);
  if ((tag & 0x1f) !== 0x1f) return { tag, tagNumber: tag & 0x1f, next: start + 1 };
  let tagNumber = 0;
  let next = start + 1;
  for (;;) {
    const byte = byteAt(bytes, next++);
    tagNumber = tagNumber * 128 + (byte & 0x7f);
    if (tagNumber > MAX_TAG_NUMBER) throw new DerError('der-tag-invalid');
    if (byte < 0x80) return { tag, tagNumber, next };
  }
}

function readLength(
  bytes: Uint8Array,
  at: number,
  constructed: boolean,
): { length: number | undefined; next: number } {
  const first = byteAt(bytes, at);
  if (first < 0x80) return { length: first, next: at + 1 };
  const count = first & 0x7f;
  if (count === 0 && constructed) return { length: undefined, next: at + 1 };
  if (count === 0 || count > 4) throw new DerError('der-length-invalid');
  let length = 0;
  for (let i = 1; i <= count; i++) length = length * 256 + byteAt(bytes, at + i);
  return { length, next: at + 1 + count };
}

function findEndOfContents(bytes: Uint8Array, start: number, depth: number): number {
  for (let at = start; ; ) {
    if (byteAt(bytes, at) === 0 && byteAt(bytes, at + 1) === 0) return at;
    at += readAt(bytes, at, depth + 1).bytes.length;
  }
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new DerError('der-truncated');
  return byte;
}
