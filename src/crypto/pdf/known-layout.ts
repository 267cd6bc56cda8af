import { ownPageGeometry } from './page-geometry.ts';
import { PdfDict, PdfReference } from './pdf-objects.ts';
import type { SealTarget } from './seal-target.ts';
import { NO_STORE } from './security-store.ts';
import { NO_EXTENSIONS } from './security-store-writer.ts';

/**
 * What the writer of a file already knows of it, so that sealing a file that we have just drawn parses nothing.
 * The file has no form, no annotations, no signature and no security store yet, its objects have generation 0, and what
 * its catalog holds of extensions stands there directly.
 */
export interface KnownLayout {
  readonly crossReference: 'table' | 'stream';
  /** The number after `startxref`. */
  readonly crossReferenceOffset: number;
  /** `/Size` of the trailer: the first free object number. */
  readonly size: number;
  readonly catalogNumber: number;
  readonly catalog: PdfDict;
  /** In reading order; each dictionary with its own MediaBox and, where set, CropBox, Rotate, UserUnit. */
  readonly pages: readonly { readonly number: number; readonly dict: PdfDict }[];
  readonly infoNumber?: number;
  /** First element of `/ID`, if the file has one. */
  readonly permanentId?: Uint8Array;
}

/** A known layout as a place to put a seal. */
export function targetOfKnownLayout(layout: KnownLayout): SealTarget {
  const extensions = layout.catalog.get('Extensions');
  return {
    base: {
      crossReference: layout.crossReference,
      crossReferenceOffset: layout.crossReferenceOffset,
      size: layout.size,
      root: new PdfReference(layout.catalogNumber),
      ...(layout.infoNumber !== undefined && { info: new PdfReference(layout.infoNumber) }),
      ...(layout.permanentId && { permanentId: layout.permanentId }),
    },
    catalog: layout.catalog,
    form: undefined,
    storeBefore: () => NO_STORE,
    extensions: extensions instanceof PdfDict ? extensions : NO_EXTENSIONS,
    pageAt: (index) => {
      const page = layout.pages[index];
      return (
        page && {
          reference: new PdfReference(page.number),
          dict: page.dict,
          geometry: ownPageGeometry(page.dict),
          annotations: [],
          annotationsReference: undefined,
        }
      );
    },
  };
}
