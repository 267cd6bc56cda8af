import type { DigestName } from '../cms/digest-algorithms.ts';
import type { Budget } from './budget.ts';
import type { NationalSubFilter } from './national-seal-filters.ts';
import type { Rectangle, SeenPlace } from './page-geometry.ts';
import type { PdfDict, PdfObject, PdfReference } from './pdf-objects.ts';
import type { FieldLock } from './pdf-signature.ts';
import type { AppendRevision } from './revision-appending.ts';
import type { ValidationData } from './validation-data.ts';

/** How the bytes in `/Contents` are to be read (ISO 32000-2 §12.8.3); Firefox knows the second only. */
export type CmsSubFilter = 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached';

/** A document time-stamp (ISO 32000-2 §12.8.5): no seal, and allowed also where no further seal is. */
export const TIME_STAMP_SUB_FILTER = 'ETSI.RFC3161';

export type SealSubFilter = CmsSubFilter | NationalSubFilter | typeof TIME_STAMP_SUB_FILTER;

/**
 * What later revisions may do under a certification signature (DocMDP `/P`, ISO 32000-2 §12.8.2.2):
 * 1 nothing, 2 fill forms and sign, 3 annotate too.
 */
export type CertificationLevel = 1 | 2 | 3;

/** The impression: a form XObject drawn by the caller. */
export interface SealAppearance {
  /** Content stream operators, in the coordinates of `bboxPt`. */
  readonly contentStream: Uint8Array;
  /** Set when `contentStream` is already compressed. */
  readonly contentFilter?: 'FlateDecode';
  /** Left, bottom, right, top of what is drawn; it is scaled to fill the place. */
  readonly bboxPt: readonly [number, number, number, number];
  /** Resources of the form; each further object (a picture, a soft mask) is handed to `add`, which gives its reference. */
  readonly resources?: (add: (object: PdfObject) => PdfReference) => PdfDict;
}

export interface VisibleSeal {
  /** 0 for the first page. */
  readonly pageIndex: number;
  /** As a person sees the page: from the top left corner, turned as it is shown. */
  readonly place: SeenPlace;
  readonly appearance: SealAppearance;
  /** What of the appearance is shown, in its coordinates, scaled to fill the place; the whole of it when not set. */
  readonly partPt?: Rectangle;
}

export interface SealOptions {
  readonly subFilter: SealSubFilter;
  /** Preferred handler, `/Filter`; default as is usual for the SubFilter. Readers go by the SubFilter. */
  readonly filter?: string;
  /** Digest of the byte range, the one that the signed attributes carry. */
  readonly digest: DigestName;
  /** Room for the DER in `/Contents`, bytes; take it from `estimateSignedDataBytes` or `estimateSealSignatureBytes`. */
  readonly reservedCmsBytes: number;
  /**
   * Partial name (`/T`) of the new signature field; without full stop, not used before in the file. With
   * `existingField` the full name of one that is there.
   */
  readonly fieldName: string;
  /**
   * Where the seal is seen: once, or at several places of one signature, the first in the signature field. With
   * `existingField` those besides. Without it nothing is seen.
   */
  readonly visible?: VisibleSeal | readonly VisibleSeal[];
  /** Signs an empty signature field of the file, and shows the impression in its rectangle. */
  readonly existingField?: { readonly appearance?: SealAppearance };
  readonly certification?: CertificationLevel;
  /**
   * Evidence that is known before the signature is made: it goes into the document security store in the very revision
   * of the seal, so that the seal covers it and nothing need follow.
   */
  readonly validationData?: ValidationData;
  /** Fields that nobody may fill or sign from now on; default what the existing field demands. */
  readonly fieldLock?: FieldLock;
  /** Time of signing for `/M`, which PAdES demands; it proves nothing. */
  readonly signedAt?: Date;
  readonly signerName?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
  /** Work that reading the file may cause; not used with a known layout. */
  readonly budget?: Budget;
  /** How the revision gets behind the file; default by copying both. */
  readonly append?: AppendRevision;
}

/** All places at which the options let the seal be seen. */
export const seenImpressions = ({ visible = [] }: SealOptions): readonly VisibleSeal[] =>
  isSeveral(visible) ? visible : [visible];

const isSeveral = (visible: VisibleSeal | readonly VisibleSeal[]): visible is readonly VisibleSeal[] =>
  Array.isArray(visible);

/** How many places the seal is seen at besides the widget of its field. */
export const stampCount = (options: SealOptions): number =>
  Math.max(0, seenImpressions(options).length - (options.existingField ? 0 : 1));
