/** Marks that people and programs write between the parts of a name; U+FF65, U+2024 and U+FF0E become these by NFKC. */
const MIDDLE_DOTS = /[.·•‧∙⋅・]/gu;

/** White space, format characters (zero width, direction marks) and variation selectors: not part of a name. */
const NOT_SEEN = /[\s\p{Cf}\p{Variation_Selector}]/gu;

/**
 * The form under which names are compared and indexed: NFKC (full width becomes half width, compatibility ideographs
 * their unified one), every middle dot `·`, no white space or unseen character, Latin letters in capitals.
 * Two writings that a reader takes for one name give one form; nothing is taken away that a reader can see.
 */
export function normaliseHolderName(name: string): string {
  return name.normalize('NFKC').replace(MIDDLE_DOTS, '·').replace(NOT_SEEN, '').toUpperCase();
}

/** The form under which holder codes are compared and indexed: NFKC, no white space, Latin letters in capitals. */
export function normaliseHolderCode(code: string): string {
  return code.normalize('NFKC').replace(NOT_SEEN, '').toUpperCase();
}
