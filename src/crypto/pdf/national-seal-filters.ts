/**
 * SubFilters under which seals of GB/T 38540 stand in PDFs. No published standard names them: the first is what most
 * makers write, the second another maker's.
 */
export const NATIONAL_SUB_FILTERS = ['GM.sm2seal', 'GM.SM2'] as const;
export type NationalSubFilter = (typeof NATIONAL_SUB_FILTERS)[number];

/** Whether `/Contents` is a seal of GB/T 38540 by its SubFilter; given as in the file, without slash. */
export const isNationalSubFilter = (subFilter: string | undefined): subFilter is NationalSubFilter =>
  NATIONAL_SUB_FILTERS.some((known) => known === subFilter);

/** The handler that is usually named with a SubFilter. */
export const usualFilter = (subFilter: string): string =>
  isNationalSubFilter(subFilter) ? 'GM.PKILite' : 'Adobe.PPKLite';
