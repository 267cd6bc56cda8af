import type { PageGeometry } from './page-geometry.ts';
import type { PdfArray, PdfDict, PdfReference } from './pdf-objects.ts';
import type { RevisionBase } from './revision-writer.ts';
import type { StoreBefore } from './security-store.ts';
import type { EmptySignatureField } from './signature-field.ts';

/** The parts of a file that a seal touches: from a known layout or read from the bytes. */
export interface SealTarget {
  readonly base: RevisionBase;
  readonly catalog: PdfDict;
  readonly form: TargetForm | undefined;
  /** The document security store, read when it is to be added to. */
  readonly storeBefore: () => StoreBefore;
  /** `/Extensions` of the catalog. */
  readonly extensions: PdfDict;
  /** The empty signature field that is to be signed, where one was asked for. */
  readonly field?: TargetField;
  /** The page with that index, or undefined when there is none. */
  readonly pageAt: (index: number) => TargetPage | undefined;
}

/** The interactive form that the file already has. Where a part is an object of its own, that object is replaced. */
export interface TargetForm {
  readonly dict: PdfDict;
  readonly reference: PdfReference | undefined;
  readonly fields: PdfArray;
  readonly fieldsReference: PdfReference | undefined;
}

export interface TargetPage {
  readonly reference: PdfReference;
  readonly dict: PdfDict;
  readonly geometry: PageGeometry;
  readonly annotations: PdfArray;
  readonly annotationsReference: PdfReference | undefined;
}

export interface TargetField extends EmptySignatureField {
  readonly generationOf: (objectNumber: number) => number;
}
