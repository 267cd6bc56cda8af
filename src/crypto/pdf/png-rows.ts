/**
 * Undoes the row filters of PNG (ISO/IEC 15948 §9.2), which PDF predicts with too (ISO 32000-2 §7.4.4.4). Each row begins
 * with the type of its filter; an unfinished row at the end is left out.
 *
 * @param rowBytes of a row without that type
 * @param pixelBytes distance to the same sample of the pixel before; 1 where pixels are smaller than a byte
 * @returns the rows, or undefined when one of them has a filter that is none
 */
export function undoPngFilters(
  bytes: Uint8Array,
  rowBytes: number,
  pixelBytes: number,
): Uint8Array | undefined {
  const rows = Math.floor(bytes.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1);
    const filter = bytes[from] as number;
    if (filter > 4) return undefined;
    for (let column = 0; column < rowBytes; column++) {
      const at = row * rowBytes + column;
      const left = column >= pixelBytes ? (out[at - pixelBytes] as number) : 0;
      const up = row > 0 ? (out[at - rowBytes] as number) : 0;
      const upLeft = row > 0 && column >= pixelBytes ? (out[at - rowBytes - pixelBytes] as number) : 0;
      out[at] = (bytes[from + 1 + column] as number) + predict(filter, left, up, upLeft);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, upLeft) : 0;
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
