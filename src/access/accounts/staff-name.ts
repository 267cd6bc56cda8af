/** Why a text is no name of a person; closed codes with texts in `accounts.errors.ts`. */
export type StaffNameProblemCode = 'staff-name.not-seen' | 'staff-name.form' | 'staff-name.mixed-scripts';

const MAX_CHARACTERS = 60;
/** Control and format characters, private use, unassigned, line ends: nobody sees them on a page or in the log. */
const NOT_SEEN = /[\p{C}\p{Zl}\p{Zp}]|[^\P{Zs} ]|\p{Variation_Selector}/u;
/** Letters of these three are drawn alike, so one name keeps to one of them. */
const ALIKE = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/**
 * Why `typed` cannot be shown as a person's name; null where it can. Any script may stand in it (阿依古丽·买买提,
 * Тимур), but not in disguise: no characters that are not seen, the composed forms of NFKC, one of Latin, Cyrillic and Greek.
 */
export function staffNameProblem(typed: string): StaffNameProblemCode | null {
  if (NOT_SEEN.test(typed)) return 'staff-name.not-seen';
  if (!/\p{L}/u.test(typed) || !isTidy(typed)) return 'staff-name.form';
  return ALIKE.filter((script) => script.test(typed)).length > 1 ? 'staff-name.mixed-scripts' : null;
}

function isTidy(typed: string): boolean {
  return (
    typed === typed.normalize('NFKC').trim().replace(/ {2,}/g, ' ') && [...typed].length <= MAX_CHARACTERS
  );
}
