import { DomainError } from '../shared/domain-error.ts';
import type { CaptionItem, FaceTemplate, GroundItem } from './face-template.ts';
import type { FontLibrary } from './fonts/font-library.ts';
import type { FaceLayout } from './layout/face-layout.ts';
import { layOutText } from './layout/lay-out-text.ts';
import type { PageItem } from './page-description.ts';
import { ContentStream } from './pdf/content-stream.ts';
import { PageResources } from './pdf/page-resources.ts';
import { EMPTY_FILE, type FileBeginning, PdfObjectWriter } from './pdf/pdf-object-writer.ts';
import { POINTS_PER_MM, real } from './pdf/pdf-syntax.ts';
import { srgbProfile } from './pdf/srgb-profile.ts';

/** A template version made ready: everything that is the same on each licence stands in `beginning` already. */
export interface CompiledFace {
  readonly template: FaceTemplate;
  readonly library: FontLibrary;
  /** Header, colour profile, output intent and ground with its fonts: the first bytes of every file. */
  readonly beginning: FileBeginning;
  readonly groundNumber: number;
  readonly outputIntentNumber: number;
}

/**
 * Compiles a template version once: lays out and draws the ground as a form XObject with its own font subset, packed
 * as small as zlib can, behind the sRGB output intent.
 *
 * @throws DomainError `face-template-invalid` with problems by path where a caption does not fit or cannot be drawn,
 *   PictureError where a picture of the ground is broken; `checkFaceTemplate` tells both before
 */
export function compileFace(template: FaceTemplate, library: FontLibrary): CompiledFace {
  const ground = layOutGround(template.ground, library);
  if (ground.problems.length > 0)
    throw new DomainError('invalid', 'face-template-invalid', { problems: ground.problems });
  const writer = new PdfObjectWriter(EMPTY_FILE);
  const outputIntentNumber = writeOutputIntent(writer);
  const groundNumber = writeGround(writer, template, ground.items, library);
  return { template, library, beginning: writer.written(), groundNumber, outputIntentNumber };
}

/** The ground as page items; problems of captions by path `ground/<index>`. */
export function layOutGround(ground: readonly GroundItem[], library: FontLibrary): FaceLayout {
  const parts = ground.map((item, index) =>
    item.kind === 'caption' ? layOutCaption(item, index, library) : { items: [item], problems: [] },
  );
  return { items: parts.flatMap(({ items }) => items), problems: parts.flatMap(({ problems }) => problems) };
}

function layOutCaption(caption: CaptionItem, index: number, library: FontLibrary) {
  return layOutText(`ground/${index}`, caption.text, caption, library);
}

function writeOutputIntent(writer: PdfObjectWriter): number {
  const profile = writer.stream('/N 3/Alternate/DeviceRGB', srgbProfile(), 9);
  return writer.object(
    `<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ${profile} 0 R>>`,
  );
}

function writeGround(
  writer: PdfObjectWriter,
  template: FaceTemplate,
  items: readonly PageItem[],
  library: FontLibrary,
): number {
  const resources = new PageResources();
  const content = new ContentStream(template.heightMm, library, resources);
  for (const item of items) content.add(item);
  const box = `0 0 ${real(template.widthMm * POINTS_PER_MM)} ${real(template.heightMm * POINTS_PER_MM)}`;
  const dictionary = resources.write(writer, 9);
  return writer.stream(
    `/Type/XObject/Subtype/Form/BBox[${box}]/Resources${dictionary}`,
    content.toBytes(),
    9,
  );
}
