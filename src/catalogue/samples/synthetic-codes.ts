import { citizenNumberCheckCharacter } from '../../shared/codes/citizen-number.ts';
import { makeUscc } from '../../shared/codes/uscc.ts';

/**
 * A citizen number that nobody can have: region 140500 is the city itself, and numbers are given out by its counties.
 *
 * @param birth eight digits
 * @param sequence three digits, odd for a man
 */
export function syntheticCitizenNumber(birth: string, sequence: string): string {
  const body = `140500${birth}${sequence}`;
  return body + citizenNumberCheckCharacter(body);
}

/** A company's code that was never given out: its organisation part begins with MA0DEM. */
export function syntheticCompanyCode(serial: string): string {
  return makeUscc('91', '140500', `MA0DEM${serial}`);
}

/**
 * A code in place of a ministry's whose own could not be confirmed from a public source; its organisation part
 * begins with MB9A. Replace it by the code that the national catalogue gives before real use.
 */
export function placeholderBodyCode(serial: string): string {
  return makeUscc('11', '100000', `MB9A${serial}`);
}
