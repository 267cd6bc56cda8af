/** Why a placement misses. Closed list; `details` say what would be right. */
export type PlacementProblemCode =
  /** `pageCount` */
  | 'page-out-of-range'
  /** `pageNumber`, and between what the middle of the seal may lie: `minXMm`, `maxXMm`, `minYMm`, `maxYMm` */
  | 'outside-page'
  /** `pageNumber`, `pageWidthMm`, `pageHeightMm`: the impression is larger than the page */
  | 'larger-than-page'
  /** `pageCount` searched */
  | 'keyword-not-found'
  /** `found`: how many there are */
  | 'occurrence-out-of-range'
  /** `pageNumber`: its text cannot be read, so that nobody can say where the keyword stands */
  | 'text-unreadable'
  /** `fieldNames`: those that could be signed */
  | 'field-missing'
  | 'field-not-signature'
  | 'field-signed'
  /** One signature signs one field */
  | 'second-field'
  /** `pageCount`: the impression cannot be split over one page */
  | 'too-few-pages'
  /** `found`, `limit` */
  | 'too-many-places';

/** A placement that misses. */
export interface PlacementProblem {
  readonly code: PlacementProblemCode;
  /** Index of the placement in what was asked for. */
  readonly index: number;
  /** Member of the placement that is wrong. */
  readonly member: string;
  readonly details: Readonly<Record<string, number | readonly string[]>>;
}

/** Thrown while one placement is resolved, and gathered by `placeSeal`; never leaves it. */
export class PlacementMissed extends Error {
  constructor(
    readonly code: PlacementProblemCode,
    readonly member: string,
    readonly details: PlacementProblem['details'] = {},
  ) {
    super(code);
  }
}
