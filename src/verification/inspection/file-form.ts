export type FileForm = 'pdf' | 'png' | 'jpeg' | 'webp' | 'other';

/** Readers accept a PDF header within the first kilobyte (ISO 32000-1 annex H.3, note 13). */
const PDF_HEADER_WITHIN = 1024;

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);

/** What the bytes are by their signature; the file's name and the client's content type are claims of the sender. */
export function fileFormOf(bytes: Uint8Array): FileForm {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8))
    return 'webp';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PDF_HEADER_WITHIN));
  return head.includes('%PDF-') ? 'pdf' : 'other';
}
