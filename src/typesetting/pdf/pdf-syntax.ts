/** Millimetres to PDF user units (points). */
export const POINTS_PER_MM = 72 / 25.4;

/** A real number with at most three decimals, never in exponent form (ISO 32000-1 §7.3.3). */
export function real(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === 0 ? '0' : String(rounded);
}

/**
 * A coordinate of a drawing, to a twentieth of a point (0.018 mm): finer than any printer's dot, and a ground of many
 * fine lines packs into four fifths of the bytes.
 */
export const coordinate = (points: number): string => real(Math.round(points * 20) / 20);

const HEX_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

/** Sixteen bits as four upper-case hexadecimal digits. */
export function hex4(value: number): string {
  return `${HEX_BYTES[value >> 8]}${HEX_BYTES[value & 0xff]}`;
}

/**
 * An instant as China's wall clock says it, `YYYY-MM-DDTHH:mm:ss+08:00`: the form XMP wants, to the second what
 * `dateString` writes for the same instant.
 */
export function shanghaiTimestamp(instant: Date): string {
  return `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
