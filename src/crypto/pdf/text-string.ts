import { PdfString } from './pdf-objects.ts';

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

/**
 * A text string (ISO 32000-2 §7.9.2.2): ASCII as it is, anything else in UTF-16BE with a byte order mark, which every
 * reader understands (UTF-8 strings are new in PDF 2.0).
 */
export function textString(text: string): PdfString {
  if (isAscii(text)) return new PdfString(Buffer.from(text, 'latin1'));
  return new PdfString(
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
    'hex',
  );
}

/** Text of a text string; without a byte order mark it is read as Latin-1, which agrees with PDFDocEncoding where it matters. */
export function readTextString(string: PdfString): string {
  const bytes = Buffer.from(string.bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) {
    return bytes.subarray(2).swap16().toString('utf16le');
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  return bytes.toString('latin1');
}

/** A date string in China Standard Time, whole seconds (ISO 32000-2 §7.9.4): `D:20261123170102+08'00'`. */
export function dateString(instant: Date): PdfString {
  const beijing = new Date(instant.getTime() + 8 * 3_600_000).toISOString();
  return new PdfString(Buffer.from(`D:${beijing.replace(/[-:T]|\..*/g, '')}+08'00'`, 'latin1'));
}
