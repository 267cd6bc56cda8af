/** Pages by number, from 1; all of them; or the last. */
export type PageChoice = 'all' | 'last' | readonly number[];

/** The same place on each page chosen; the middle of the seal, from the top left corner of the page as it is seen. */
export interface PlaceAtPoint {
  readonly at: 'point';
  readonly pages: PageChoice;
  readonly centreXMm: number;
  readonly centreYMm: number;
}

/** On a keyword in the text (关键字定位). */
export interface PlaceAtKeyword {
  readonly at: 'keyword';
  readonly keyword: string;
  /** The nth occurrence from 1, counted back from the end when negative, or every one. */
  readonly occurrence: number | 'every';
  readonly pages: PageChoice;
  /** From the middle of the keyword to the middle of the seal; without it the seal is moved to stay on the page. */
  readonly offsetMm?: { readonly right: number; readonly down: number };
}

/** In an empty signature field of the file; fills its rectangle as far as it can without being stretched. */
export interface PlaceInField {
  readonly at: 'field';
  readonly fieldName: string;
}

export type PageEdge = 'left' | 'right' | 'top' | 'bottom';

/** Across the edges of pages (骑缝章): the impression comes together when the pages are fanned out. */
export interface PlaceAcrossPages {
  readonly at: 'edge';
  readonly edge: PageEdge;
  readonly pages: PageChoice;
  /** Middle of the seal along the edge, from the top or from the left; without it the middle of the edge. */
  readonly alongMm?: number;
  /** More pages share several impressions, as evenly as can be; 3 to 50. */
  readonly maxPagesPerImpression: number;
}

/** Where a seal is to be seen. */
export type SealPlacement = PlaceAtPoint | PlaceAtKeyword | PlaceInField | PlaceAcrossPages;

/** Pages that share one impression when nothing else is asked for: strips of 2 mm of a seal of 42 mm. */
export const STANDARD_PAGES_PER_IMPRESSION = 20;
