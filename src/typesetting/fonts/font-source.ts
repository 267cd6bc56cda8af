/**
 * The bytes of a font file, read where they are asked for: a Chinese font has 10 to 15 MB, nearly all of it outlines,
 * of which a city's licences need a tenth.
 *
 * @returns `length` bytes from `offset`, the caller's own
 * @throws RangeError when the file ends before
 */
export type FontSource = (offset: number, length: number) => Uint8Array;

/** A font file that is in memory as a whole. */
export function fontInMemory(file: Uint8Array): FontSource {
  return (offset, length) => {
    if (offset + length > file.length) throw new RangeError('the font file ends before its end');
    // A Buffer's slice() is a view, a Uint8Array's a copy.
    return Uint8Array.prototype.slice.call(file, offset, offset + length);
  };
}
