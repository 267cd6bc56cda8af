import { type PageGeometry, type Rectangle, uprightMatrix } from './page-geometry.ts';
import { dict, name, type PdfObject, type PdfReference, PdfStream } from './pdf-objects.ts';
import type { SealAppearance } from './seal-options.ts';

/** How a widget shows the impression: which part of it, and on a page turned how far. */
export interface ShownImpression {
  readonly appearance: SealAppearance;
  /** In the coordinates of the appearance; what lies outside is cut off, and a larger box leaves a margin. */
  readonly partPt: Rectangle;
  readonly rotationDeg: PageGeometry['rotationDeg'];
}

const MULTIPLY = dict({ Type: name('ExtGState'), BM: name('Multiply') });
const DRAW = Buffer.from('/Multiply gs /Impression Do', 'latin1');

/**
 * Writes appearance streams (ISO 32000-2 §12.5.5). The impression is one form, however often it is seen; about it
 * stands a form for each part that is shown, cut by its BBox. Blended by *Multiply* (§11.3.5): like ink on paper, the
 * text beneath a seal stays to be read.
 */
export class AppearanceWriter {
  readonly #impressions = new Map<SealAppearance, PdfReference>();
  readonly #shown = new Map<string, PdfReference>();

  constructor(private readonly add: (object: PdfObject) => PdfReference) {}

  /** The `/AP` entry of a widget. */
  appearancesOf(shown: ShownImpression): PdfObject {
    const impression = this.#impressionOf(shown.appearance);
    const key = [impression.number, shown.rotationDeg, ...shown.partPt].join();
    const form = this.#shown.get(key) ?? this.add(shownForm(shown, impression));
    this.#shown.set(key, form);
    return dict({ N: form });
  }

  #impressionOf(appearance: SealAppearance): PdfReference {
    const known = this.#impressions.get(appearance);
    if (known) return known;
    const form = dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [...appearance.bboxPt],
      Resources: appearance.resources?.(this.add) ?? dict({}),
      ...(appearance.contentFilter && { Filter: name(appearance.contentFilter) }),
    });
    const reference = this.add(new PdfStream(form, appearance.contentStream));
    this.#impressions.set(appearance, reference);
    return reference;
  }
}

function shownForm({ partPt, rotationDeg }: ShownImpression, impression: PdfReference): PdfStream {
  const form = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [...partPt],
    Matrix: [...uprightMatrix(rotationDeg)],
    Resources: dict({
      ExtGState: dict({ Multiply: MULTIPLY }),
      XObject: dict({ Impression: impression }),
    }),
  });
  return new PdfStream(form, DRAW);
}
