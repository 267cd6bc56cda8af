/** Four bytes a pixel, row by row. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** In pixels from the upper left; right and bottom are inside. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where two pictures of one size differ; null where they do not, or are of different sizes. */
export function differingArea(one: Pixels, other: Pixels): Area | null {
  const { width, height } = one;
  if (other.width !== width || other.height !== height) return null;
  const [a, b] = [wordsOf(one), wordsOf(other)];
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0 ? null : { left, top, right, bottom };
}

/** A pixel as one number. */
const wordsOf = ({ data, width, height }: Pixels): Uint32Array => {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, width * height);
};

const FRAME_PX = 3;
const MARGIN_PX = 6;
/** Red, opaque. */
const FRAME_RGBA = [0xd4, 0x1b, 0x1b, 0xff] as const;

/** Draws a red frame around an area, into the pixels (RGBA) themselves. */
export function frameArea({ data, width, height }: Pixels, area: Area): void {
  const left = Math.max(0, area.left - MARGIN_PX);
  const top = Math.max(0, area.top - MARGIN_PX);
  const right = Math.min(width - 1, area.right + MARGIN_PX);
  const bottom = Math.min(height - 1, area.bottom + MARGIN_PX);
  for (let y = top; y <= bottom; y++) {
    const isEdgeRow = y < top + FRAME_PX || y > bottom - FRAME_PX;
    for (let x = left; x <= right; x++) {
      if (isEdgeRow || x < left + FRAME_PX || x > right - FRAME_PX) data.set(FRAME_RGBA, (y * width + x) * 4);
    }
  }
}
