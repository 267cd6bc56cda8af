import sharp from 'sharp';

/** How a phone or a copier spoils a page. */
export interface Degradation {
  /** Clockwise tilt, degrees. */
  readonly tiltDeg: number;
  /** 1 … 100. */
  readonly jpegQuality: number;
  /** Standard deviation of the grey noise, levels of 255. */
  readonly noiseLevels: number;
  readonly seed: number;
}

/** The `index`-th of a repeatable series: tilt 1 to 5 degrees either way, JPEG 60, noise of 8 levels. */
export function degradationOf(index: number): Degradation {
  const random = seededRandom(index + 1);
  const tiltDeg = (1 + 4 * random()) * (random() < 0.5 ? -1 : 1);
  return { tiltDeg, jpegQuality: 60, noiseLevels: 8, seed: index + 1 };
}

/**
 * The picture of a page as somebody would photograph or scan it.
 *
 * @param picture PNG, JPEG or WebP bytes
 * @returns JPEG bytes
 */
export async function degradePicture(picture: Uint8Array, degradation: Degradation): Promise<Uint8Array> {
  const { data, info } = await sharp(picture)
    .flatten({ background: '#ffffff' })
    .rotate(degradation.tiltDeg, { background: '#ffffff' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  addNoise(data, info.channels, degradation);
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return sharp(data, { raw }).jpeg({ quality: degradation.jpegQuality }).toBuffer();
}

/** Noise repeats after this many pixels, which no row of a page divides. */
const NOISE_PERIOD = 65_537;

/** Adds the same grey noise to all channels of a pixel, clamped to 0 … 255. */
function addNoise(pixels: Buffer, channels: number, { noiseLevels, seed }: Degradation): void {
  const random = seededRandom(seed * 7919);
  // Sum of three uniform numbers: near enough to a normal distribution, and quick.
  const noise = Int16Array.from({ length: NOISE_PERIOD }, () =>
    Math.round((random() + random() + random() - 1.5) * 2 * noiseLevels),
  );
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let at = 0, pixel = 0; at < clamped.length; at += channels, pixel += 1) {
    const added = noise[pixel % NOISE_PERIOD] ?? 0;
    for (let channel = at; channel < at + channels; channel += 1)
      clamped[channel] = (clamped[channel] ?? 0) + added;
  }
}

/** Mulberry32: a small repeatable generator of numbers in [0, 1); not for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
