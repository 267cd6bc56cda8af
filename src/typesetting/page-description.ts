/**
 * A page as data: millimetres from the top left corner of the page, y downwards; nothing here knows PDF or OFD.
 * Templates and data become a page description, a back-end turns it into a file.
 */
export interface PageDescription {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly items: readonly PageItem[];
}

export type PageItem = TextItem | PathItem | PictureItem | ModulesItem;

/** Which face of the embedded type; the font library maps it to files and falls back per character. */
export type FontRole = 'sans' | 'sans-bold' | 'serif' | 'serif-bold';

/** sRGB, 0…255 each. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** One line of text. `text` is in logical order, already wrapped and fitted; the back-end maps it to glyphs. */
export interface TextItem {
  readonly kind: 'text';
  readonly text: string;
  /** Left end of the baseline. */
  readonly xMm: number;
  readonly baselineMm: number;
  readonly font: FontRole;
  readonly sizePt: number;
  readonly colour: Colour;
  /** Extra advance after each character, millimetres. */
  readonly trackingMm?: number;
  /** Counter-clockwise turn around the left end of the baseline, degrees. */
  readonly rotationDeg?: number;
  /** 0 (clear) … 1 (solid); default 1. */
  readonly opacity?: number;
}

/** Segments of an outline: absolute coordinates in millimetres; `C` is a cubic Bézier. */
export type PathSegment =
  | readonly ['M', number, number]
  | readonly ['L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

export interface PathItem {
  readonly kind: 'path';
  readonly segments: readonly PathSegment[];
  readonly fill?: Colour;
  readonly fillRule?: 'nonzero' | 'evenodd';
  readonly stroke?: Colour;
  readonly strokeWidthMm?: number;
  readonly dashMm?: readonly number[];
  /** 0 (clear) … 1 (solid); default 1. */
  readonly opacity?: number;
}

/** A raster picture; JPEG bytes are embedded as they are, PNG is decoded (8 bit, alpha becomes a soft mask). */
export interface PictureItem {
  readonly kind: 'picture';
  readonly format: 'png' | 'jpeg';
  readonly bytes: Uint8Array;
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Only what lies inside this rectangle is seen. */
  readonly clip?: {
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  };
}

/** A two-dimensional code in black: square modules, `true` = dark, row by row from the top. */
export interface ModulesItem {
  readonly kind: 'modules';
  readonly rows: readonly (readonly boolean[])[];
  readonly xMm: number;
  readonly yMm: number;
  readonly moduleMm: number;
}
