/** Millimetres to PDF user units (points). */
export const POINTS_PER_MM = 72 / 25.4;

/** A real number with at most three decimals, never in exponent form (ISO 32000-1 §7.3.3). */
export function real(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === 0 ? '0' : String(rounded);
}

/** A text string (§7.9.2.2) as UTF-16BE with byte order mark, in hexadecimal: any character, nothing to escape. */
export function textString(text: string): string {
  let hex = 'FEFF';
  for (let index = 0; index < text.length; index++) hex += hex4(text.charCodeAt(index));
  return `<${hex}>`;
}

const HEX_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

/** Sixteen bits as four upper-case hexadecimal digits. */
export function hex4(value: number): string {
  return `${HEX_BYTES[value >> 8]}${HEX_BYTES[value & 0xff]}`;
}

/** A name object; anything but letters, digits, `-` and `_` is written as `#XX` over its UTF-8 bytes (§7.3.5). */
export function nameOf(text: string): string {
  let name = '/';
  for (const byte of Buffer.from(text)) {
    const plain = /[A-Za-z0-9_-]/.test(String.fromCharCode(byte));
    name += plain ? String.fromCharCode(byte) : `#${HEX_BYTES[byte]}`;
  }
  return name;
}

/** An instant as China's wall clock says it, `YYYY-MM-DDTHH:mm:ss+08:00`: the form XMP wants. */
export function shanghaiTimestamp(instant: Date): string {
  return `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** The same instant as a PDF date (§7.9.4), so that /Info and XMP agree to the second. */
export function pdfDate(instant: Date): string {
  return `(D:${shanghaiTimestamp(instant).slice(0, 19).replace(/[-T:]/g, '')}+08'00')`;
}
