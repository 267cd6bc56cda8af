import { readDer } from '../der/der-reader.ts';
import type { PdfString } from './pdf-objects.ts';
import type { StructureProblem } from './pdf-signature.ts';

/** `[0 a b c]` with 0 < a ≤ b and b + c inside the file (ISO 32000-2 §12.8.1). */
export function byteRangeProblems(byteRange: readonly number[], fileLength: number): StructureProblem[] {
  const [start, length, secondStart, secondLength] = byteRange;
  if (byteRange.length !== 4 || byteRange.some((part) => !Number.isSafeInteger(part) || part < 0)) {
    return ['byte-range-malformed'];
  }
  const isPossible =
    (start as number) + (length as number) <= (secondStart as number) &&
    (secondStart as number) + (secondLength as number) <= fileLength;
  return [
    ...(start === 0 ? [] : ['byte-range-not-from-start' as const]),
    ...(isPossible ? [] : ['byte-range-impossible' as const]),
  ];
}

/** The gap of the range must be this signature's own `/Contents` and nothing else; all in it is unsigned. */
export function contentsProblems(
  bytes: Uint8Array,
  byteRange: readonly number[],
  contents: PdfString,
): StructureProblem[] {
  if (contents.start < 0) {
    return [contents.form === 'hex' ? 'signature-not-in-file-body' : 'contents-not-hexadecimal'];
  }
  const gapStart = (byteRange[0] ?? 0) + (byteRange[1] ?? 0);
  const isGap = gapStart === contents.start && byteRange[2] === contents.end;
  const digits = contents.end - contents.start - 2;
  const isPlainHex = contents.form === 'hex' && digits === contents.bytes.length * 2;
  return [
    ...(isGap ? [] : ['gap-is-not-contents' as const]),
    ...(isPlainHex && bytes.length >= contents.end ? [] : ['contents-not-hexadecimal' as const]),
    ...(isZeroPadded(contents.bytes) ? [] : ['contents-padding-not-zero' as const]),
  ];
}

/** Behind the DER only zeros may stand; what is no DER at all is told by the reader of the container. */
function isZeroPadded(contents: Uint8Array): boolean {
  try {
    return contents.subarray(readDer(contents).bytes.length).every((byte) => byte === 0);
  } catch {
    return true;
  }
}
