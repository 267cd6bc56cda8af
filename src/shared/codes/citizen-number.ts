import { type CalendarDate, isCalendarDate } from '../calendar-date.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** First two digits in use: GB/T 2260 provinces, and 81 to 83 for residents of Hong Kong, Macao and Taiwan. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

export type CitizenNumberProblem =
  | 'citizen-number.legacy'
  | 'citizen-number.form'
  | 'citizen-number.region'
  | 'citizen-number.birth-date'
  | 'citizen-number.check';

/**
 * What is wrong with a citizen identity number (GB 11643-1999). Numbers of fifteen digits ended with 2013 and are
 * refused with their own reason. The check character X must be a capital. Empty when it is right.
 */
export function citizenNumberProblems(number: string): CitizenNumberProblem[] {
  if (/^\d{15}$/.test(number)) return ['citizen-number.legacy'];
  if (!/^\d{17}[\dX]$/.test(number)) return ['citizen-number.form'];
  const problems: CitizenNumberProblem[] = [];
  if (!PROVINCES.has(number.slice(0, 2))) problems.push('citizen-number.region');
  if (!isCalendarDate(birthDateText(number))) problems.push('citizen-number.birth-date');
  if (citizenNumberCheckCharacter(number.slice(0, 17)) !== number[17]) problems.push('citizen-number.check');
  return problems;
}

/** The eighteenth character for the first seventeen digits: ISO 7064 MOD 11-2. */
export function citizenNumberCheckCharacter(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body.charAt(at)), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** What a right number says of its bearer: the day of birth and the registered sex (odd sequence: male). */
export interface CitizenNumberFacts {
  readonly bornOn: CalendarDate;
  readonly sex: 'male' | 'female';
}

/** Reads birth date and sex; `null` for a number that is not right. */
export function citizenNumberFacts(number: string): CitizenNumberFacts | null {
  if (citizenNumberProblems(number).length > 0) return null;
  return { bornOn: birthDateText(number), sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

function birthDateText(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}
