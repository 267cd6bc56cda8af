import {
  dict,
  name,
  type PdfDict,
  type PdfObject,
  PdfReference,
  PdfString,
} from '../../src/crypto/pdf/pdf-objects.ts';
import { drawPdf } from './drawn-pdf.ts';
import { appendObjects } from './painted-over-pdf.ts';

/** A file with the empty signature field `Approval`: widget and field in one, or the widget beneath. */
export function withSignatureField(
  widgetBeneath: boolean,
  entries: Readonly<Record<string, PdfObject>> = {},
): Buffer {
  const own = { FT: name('Sig'), T: new PdfString(Buffer.from('Approval')), ...entries };
  const widget = {
    Type: name('Annot'),
    Subtype: name('Widget'),
    Rect: [100, 100, 300, 200],
    F: 4,
    P: new PdfReference(5),
  };
  const merged = [{ number: 20, object: dict({ ...widget, ...own }) }];
  const apart = [
    { number: 20, object: dict({ ...own, Kids: [new PdfReference(21)] }) },
    { number: 21, object: dict({ ...widget, Parent: new PdfReference(20) }) },
  ];
  const form = dict({ Fields: [new PdfReference(20)] });
  return appendObjects(drawPdf().bytes, (document) => [
    { number: 1, object: document.catalog.with({ AcroForm: form }) },
    {
      number: 5,
      object: (document.load(5) as PdfDict).with({ Annots: [new PdfReference(widgetBeneath ? 21 : 20)] }),
    },
    ...(widgetBeneath ? apart : merged),
  ]);
}
