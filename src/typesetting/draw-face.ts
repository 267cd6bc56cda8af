import { createHash } from 'node:crypto';
import type { KnownLayout } from '../crypto/pdf/known-layout.ts';
import { dict, name, type PdfDict, PdfReference, PdfString } from '../crypto/pdf/pdf-objects.ts';
import { dateString, textString } from '../crypto/pdf/text-string.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { CompiledFace } from './compile-face.ts';
import type { FaceData } from './face-template.ts';
import { layOutFace } from './layout/lay-out-face.ts';
import type { PageItem } from './page-description.ts';
import { writeAttachments } from './pdf/attachments.ts';
import { ContentStream } from './pdf/content-stream.ts';
import type { FaceDocument } from './pdf/face-document.ts';
import { METADATA_FILE_NAME, metadataXml } from './pdf/metadata-xml.ts';
import { PageResources } from './pdf/page-resources.ts';
import { type CompressionLevel, PdfObjectWriter } from './pdf/pdf-object-writer.ts';
import { POINTS_PER_MM } from './pdf/pdf-syntax.ts';
import { PRODUCER, xmpPacket } from './pdf/xmp-packet.ts';

/** A finished file, not yet sealed, and what the sealer would otherwise have to parse out of it. */
export interface DrawnFace {
  readonly pdf: Uint8Array;
  readonly layout: KnownLayout;
}

/** Higher levels save little more. */
const CONTENT_LEVEL: CompressionLevel = 1;
/** Outlines stay plain: packing them takes as long as a third of all the drawing and saves a quarter of their bytes. */
const FONT_LEVEL: CompressionLevel = 0;

/**
 * Draws one licence: PDF 1.7, one page, written to ISO 19005-3 (PDF/A-3b). Equal input gives equal bytes.
 *
 * @throws DomainError `face-refused` with one problem for each thing wrong (`FaceRefusalCode`)
 */
export function drawFace(face: CompiledFace, data: FaceData, document: FaceDocument): DrawnFace {
  const { items, problems } = layOutFace(face.template, data, face.library);
  if (problems.length > 0) throw new DomainError('invalid', 'face-refused', { problems });
  return writeFace(face, items, document);
}

/** Writes the file of a face whose slots are laid out. */
export function writeFace(face: CompiledFace, items: readonly PageItem[], document: FaceDocument): DrawnFace {
  const writer = new PdfObjectWriter(face.beginning);
  const catalogNumber = writer.reserve();
  const pageNumber = writer.reserve();
  const pagesNumber = writer.object(`<</Type/Pages/Kids[${pageNumber} 0 R]/Count 1>>`);
  const page = writePage(writer, face, items, pagesNumber);
  writer.value(page, pageNumber);
  const xmp = xmpPacket(document);
  const metadataNumber = writer.stream('/Type/Metadata/Subtype/XML', xmp, 0);
  const infoNumber = writer.value(infoDictionary(document));
  const catalog = catalogDictionary(face, writer, document, pagesNumber, metadataNumber);
  writer.value(catalog, catalogNumber);
  const permanentId = fileIdentifier(xmp, items);
  const id = Buffer.from(permanentId).toString('hex');
  const { pdf, crossReferenceOffset } = writer.finish(
    `/Root ${catalogNumber} 0 R/Info ${infoNumber} 0 R/ID[<${id}><${id}>]`,
  );
  const layout: KnownLayout = {
    crossReference: 'table',
    crossReferenceOffset,
    size: writer.size,
    catalogNumber,
    catalog,
    pages: [{ number: pageNumber, dict: page }],
    infoNumber,
    permanentId,
  };
  return { pdf, layout };
}

function writePage(
  writer: PdfObjectWriter,
  { template, library, groundNumber }: CompiledFace,
  items: readonly PageItem[],
  pagesNumber: number,
): PdfDict {
  const resources = new PageResources();
  const content = new ContentStream(template.heightMm, library, resources);
  content.addRaw('/Ground Do\n');
  for (const item of items) content.add(item);
  const contents = writer.stream('', content.toBytes(), CONTENT_LEVEL);
  const resourcesNumber = writer.object(resources.write(writer, FONT_LEVEL, `/Ground ${groundNumber} 0 R`));
  return dict({
    Type: name('Page'),
    Parent: new PdfReference(pagesNumber),
    MediaBox: [0, 0, template.widthMm * POINTS_PER_MM, template.heightMm * POINTS_PER_MM],
    Resources: new PdfReference(resourcesNumber),
    Contents: new PdfReference(contents),
  });
}

function catalogDictionary(
  face: CompiledFace,
  writer: PdfObjectWriter,
  document: FaceDocument,
  pagesNumber: number,
  metadataNumber: number,
): PdfDict {
  const isLicence = Object.keys(document.elements).length > 0;
  const metadataFile = {
    fileName: METADATA_FILE_NAME,
    mimeType: 'text/xml',
    description: '电子证照元数据',
    relationship: 'Data',
    bytes: metadataXml(document),
  } as const;
  return dict({
    Type: name('Catalog'),
    Pages: new PdfReference(pagesNumber),
    Lang: new PdfString(Buffer.from('zh-CN', 'latin1')),
    ViewerPreferences: dict({ DisplayDocTitle: true }),
    Metadata: new PdfReference(metadataNumber),
    OutputIntents: [new PdfReference(face.outputIntentNumber)],
    ...writeAttachments(
      writer,
      [...(isLicence ? [metadataFile] : []), ...document.attachments],
      document.createdAt,
    ),
  });
}

/** The document information, saying what XMP says (ISO 19005-3 §6.6.3 wants them not to differ). */
function infoDictionary({ title, author, createdAt }: FaceDocument): PdfDict {
  const date = dateString(createdAt);
  return dict({
    Title: textString(title),
    Author: textString(author),
    Creator: textString(PRODUCER),
    Producer: textString(PRODUCER),
    CreationDate: date,
    ModDate: date,
  });
}

/** Sixteen bytes from what the document says: no clock, no chance. */
function fileIdentifier(xmp: Uint8Array, items: readonly PageItem[]): Uint8Array {
  const hash = createHash('sha256').update(xmp);
  for (const item of items) if (item.kind === 'text') hash.update(item.text);
  return hash.digest().subarray(0, 16);
}
