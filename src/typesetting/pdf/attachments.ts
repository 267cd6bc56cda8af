import { dict, type PdfDict, PdfReference, PdfString } from '../../crypto/pdf/pdf-objects.ts';
import type { FaceAttachment } from './face-document.ts';
import type { PdfObjectWriter } from './pdf-object-writer.ts';
import { nameOf, pdfDate, textString } from './pdf-syntax.ts';

/**
 * Writes the attached files (ISO 32000-1 §7.11.4 with the associated-file keys of ISO 19005-3 §6.8).
 *
 * @returns the entries that the catalog needs: `AF` and `Names`
 */
export function writeAttachments(
  writer: PdfObjectWriter,
  attachments: readonly FaceAttachment[],
  modifiedAt: Date,
): { readonly AF: PdfReference[]; readonly Names: PdfDict } {
  const sorted = [...attachments].sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  const files = sorted.map((attachment) => new PdfReference(writeAttachment(writer, attachment, modifiedAt)));
  const names = sorted.flatMap(({ fileName }, index) => [
    new PdfString(Buffer.from(fileName, 'latin1')),
    files[index] ?? null,
  ]);
  return { AF: files, Names: dict({ EmbeddedFiles: dict({ Names: names }) }) };
}

function writeAttachment(writer: PdfObjectWriter, attachment: FaceAttachment, modifiedAt: Date): number {
  const { fileName, mimeType, description, relationship, bytes } = attachment;
  const file = writer.stream(
    `/Type/EmbeddedFile/Subtype${nameOf(mimeType)}/Params<</Size ${bytes.length}/ModDate ${pdfDate(modifiedAt)}>>`,
    bytes,
    0,
  );
  return writer.object(
    `<</Type/Filespec/F ${textString(fileName)}/UF ${textString(fileName)}/Desc ${textString(description)}` +
      `/AFRelationship/${relationship}/EF<</F ${file} 0 R/UF ${file} 0 R>>>>`,
  );
}
