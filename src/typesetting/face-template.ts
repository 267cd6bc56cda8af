import type { Colour, FontRole, PathItem, PictureItem } from './page-description.ts';

/**
 * A licence face as data. Coordinates: millimetres from the top left of the page, y downwards.
 * The ground (border, guilloche, captions, emblem) is the same on every licence and is compiled once; the slots are
 * filled per licence. Checked by `checkFaceTemplate` when saved.
 */
export interface FaceTemplate {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly ground: readonly GroundItem[];
  readonly slots: readonly FaceSlot[];
  /** Centre of each planned seal, in signing order; the impression's own true size decides its extent. */
  readonly sealPlaces: readonly SealPlace[];
}

/** What stands on every copy: paths, pictures, fixed text laid out like a slot. */
export type GroundItem = PathItem | PictureItem | CaptionItem;

export interface CaptionItem extends TextBox {
  readonly kind: 'caption';
  readonly text: string;
}

export interface SealPlace {
  readonly xMm: number;
  readonly yMm: number;
}

export type FaceSlot = TextSlot | TableSlot | PhotoSlot | QrSlot;

export interface TextBox {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly font: FontRole;
  readonly sizePt: number;
  /** Text that does not fit shrinks step by step to this size, then is refused with the slot's source. */
  readonly minSizePt: number;
  readonly colour: Colour;
  /** `justify` stretches all lines but a paragraph's last; `distribute` (分散对齐) stretches every line. */
  readonly align: 'left' | 'centre' | 'right' | 'justify' | 'distribute';
  readonly verticalAlign: 'top' | 'middle' | 'bottom';
  /** Most lines after wrapping; 1 = never wraps. */
  readonly maxLines: number;
  /** Line pitch as a multiple of the size. */
  readonly lineHeight: number;
  readonly trackingMm?: number;
}

/** A box of text filled from face data by name (`source`), for example `holderName` or `KZ_JYFW`. */
export interface TextSlot extends TextBox {
  readonly kind: 'text';
  readonly source: string;
}

/** Rows of one list value (several holders with shares): the columns repeat downwards by `rowHeightMm`. */
export interface TableSlot {
  readonly kind: 'table';
  readonly source: string;
  readonly xMm: number;
  readonly yMm: number;
  readonly rowHeightMm: number;
  readonly maxRows: number;
  readonly columns: readonly (Omit<TextBox, 'xMm' | 'yMm' | 'heightMm'> & {
    readonly source: string;
    /** From the table's left edge. */
    readonly offsetMm: number;
  })[];
}

export interface PhotoSlot {
  readonly kind: 'photo';
  readonly source: string;
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * `check`: the short address in capitals with the token printed beneath; `statement`: the signed statement.
 * The side includes the quiet zone of four modules; a side giving modules under 0.6 mm is refused.
 */
export interface QrSlot {
  readonly kind: 'qr';
  readonly content: 'check' | 'statement';
  readonly xMm: number;
  readonly yMm: number;
  readonly sideMm: number;
}

/** What a face is filled with: text by source name, rows for tables, photo bytes; dates already in words. */
export interface FaceData {
  readonly texts: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** `null` leaves the place blank. */
  readonly photos: Readonly<Record<string, FacePhoto | null>>;
  readonly checkAddress: string;
  readonly checkToken: string;
  readonly statement: string;
}

export interface FacePhoto {
  readonly format: 'png' | 'jpeg';
  readonly bytes: Uint8Array;
}
