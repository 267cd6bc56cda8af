import { StreamableFile } from '@nestjs/common';
import type { LicenceFile } from './licence-reads.service.ts';

/** The file as a download; by RFC 6266 with an ASCII name for old clients and the Chinese one for all others. */
export function licenceDownload({ bytes, fileName }: LicenceFile): StreamableFile {
  const disposition = `attachment; filename="licence.pdf"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  return new StreamableFile(bytes, { type: 'application/pdf', disposition, length: bytes.length });
}
