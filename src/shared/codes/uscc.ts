/** Values of GB 32100: digits and capitals without I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Values of GB 11714: digits and all capitals, ten to thirty-five. */
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export type UsccProblem =
  | 'uscc.length'
  | 'uscc.alphabet'
  | 'uscc.region'
  | 'uscc.organisation-check'
  | 'uscc.check';

/**
 * What is wrong with a unified social credit code (GB 32100-2015): length 18, alphabet, six digits of region, the
 * GB 11714 check inside (characters 9 to 17) and the code's own check character. Empty when it is right.
 * Says nothing on whether the code was ever given to anyone.
 */
export function usccProblems(code: string): UsccProblem[] {
  if (code.length !== 18) return ['uscc.length'];
  if ([...code].some((character) => !ALPHABET.includes(character))) return ['uscc.alphabet'];
  const problems: UsccProblem[] = [];
  if (!/^\d{6}$/.test(code.slice(2, 8))) problems.push('uscc.region');
  if (organisationCheckCharacter(code.slice(8, 16)) !== code[16]) problems.push('uscc.organisation-check');
  if (usccCheckCharacter(code.slice(0, 17)) !== code[17]) problems.push('uscc.check');
  return problems;
}

/** The eighteenth character of GB 32100 for the first seventeen; these must be of the alphabet. */
function usccCheckCharacter(body: string): string {
  const sum = weightedSum(body, ALPHABET, WEIGHTS);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The ninth character of a GB 11714 organisation code for the first eight. */
function organisationCheckCharacter(body: string): string {
  const remainder = 11 - (weightedSum(body, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS) % 11);
  if (remainder === 10) return 'X';
  return String(remainder % 11);
}

/**
 * A whole code from its parts: two characters of registry and kind, six digits of region, eight of organisation.
 * Both check characters are added.
 */
export function makeUscc(registryAndKind: string, regionCode: string, organisation: string): string {
  const body = registryAndKind + regionCode + organisation + organisationCheckCharacter(organisation);
  return body + usccCheckCharacter(body);
}

function weightedSum(body: string, alphabet: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * alphabet.indexOf(body.charAt(at)), 0);
}
