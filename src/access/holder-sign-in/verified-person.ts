import type { IdentityProviderConfig } from '../../config/config.ts';
import { normaliseHolderCode } from '../../holders/holder-name.ts';
import { citizenNumberProblems } from '../../shared/codes/citizen-number.ts';

/** Who somebody is, as their identity provider has verified it. Personal: never in a log, an address or a column. */
export interface VerifiedPerson {
  readonly name: string;
  /** GB 11643, eighteen characters, X in capitals. */
  readonly number: string;
}

export type Claims = Readonly<Record<string, unknown>>;

type PersonReading =
  | { readonly person: VerifiedPerson }
  | { readonly refusal: 'holder-sign-in.level-too-low' | 'holder-sign-in.identity-missing' };

const MAX_NAME = 200;

/**
 * The person that checked claims name. The level comes first: of who is not identified well enough nothing is read.
 *
 * @param claims of an ID token or of userinfo, whose origin is proven
 */
export function readPerson(
  claims: Claims,
  { claims: names, acceptedLevels }: Pick<IdentityProviderConfig, 'claims' | 'acceptedLevels'>,
): PersonReading {
  const level = claims[names.level];
  if (!['string', 'number'].includes(typeof level) || !acceptedLevels.includes(String(level)))
    return { refusal: 'holder-sign-in.level-too-low' };
  const name = wholeName(claims[names.name]);
  const number = citizenNumber(claims[names.number]);
  return name && number ? { person: { name, number } } : { refusal: 'holder-sign-in.identity-missing' };
}

/** A provider that shows names to us as it shows them to strangers (张*) proves no name. */
function wholeName(claim: unknown): string | null {
  if (typeof claim !== 'string' || claim.length > MAX_NAME) return null;
  const name = claim.trim();
  return name !== '' && name.isWellFormed() && !/[*＊\p{Cc}]/u.test(name) ? name : null;
}

function citizenNumber(claim: unknown): string | null {
  if (typeof claim !== 'string') return null;
  const number = normaliseHolderCode(claim);
  return citizenNumberProblems(number).length === 0 ? number : null;
}
