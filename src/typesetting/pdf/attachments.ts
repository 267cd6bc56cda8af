import {
  dict,
  name,
  type PdfDict,
  PdfReference,
  PdfStream,
  PdfString,
} from '../../crypto/pdf/pdf-objects.ts';
import { dateString, textString } from '../../crypto/pdf/text-string.ts';
import type { FaceAttachment } from './face-document.ts';
import type { PdfObjectWriter } from './pdf-object-writer.ts';

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
  // A name tree is ordered by its keys.
  const sorted = [...attachments].sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  const files = sorted.map((attachment) => writeAttachment(writer, attachment, modifiedAt));
  const names = sorted.flatMap(({ fileName }, index) => [
    new PdfString(Buffer.from(fileName, 'latin1')),
    files[index] ?? null,
  ]);
  return { AF: files, Names: dict({ EmbeddedFiles: dict({ Names: names }) }) };
}

function writeAttachment(
  writer: PdfObjectWriter,
  attachment: FaceAttachment,
  modifiedAt: Date,
): PdfReference {
  const { fileName, mimeType, description, relationship, bytes } = attachment;
  const entries = dict({
    Type: name('EmbeddedFile'),
    Subtype: name(mimeType),
    Params: dict({ Size: bytes.length, ModDate: dateString(modifiedAt) }),
  });
  const file = new PdfReference(writer.value(new PdfStream(entries, bytes)));
  const specification = dict({
    Type: name('Filespec'),
    F: textString(fileName),
    UF: textString(fileName),
    Desc: textString(description),
    AFRelationship: name(relationship),
    EF: dict({ F: file, UF: file }),
  });
  return new PdfReference(writer.value(specification));
}
