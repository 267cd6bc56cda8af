import type { AccessRefusal } from '../../platform/http/access-policy.ts';
import type { Caller } from '../../platform/http/caller.ts';

type Statement = 'officer' | 'caseNumber';

const CASE: readonly Statement[] = ['caseNumber'];

/**
 * What a system must state in its headers for an act, because the body of that act does not say it. Issuing and changing
 * name officer and case in their bodies, acts on a state the officer, stamping both in its options: their schemas ask.
 */
const STATED_IN_HEADERS: ReadonlyMap<string, readonly Statement[]> = new Map([
  ['licence.raise-file', ['officer', 'caseNumber']],
  ['licence.suspend', CASE],
  ['licence.resume', CASE],
  ['licence.report-lost', CASE],
  ['licence.recover', CASE],
  ['licence.transfer-out', CASE],
  ['licence.cancel', CASE],
  ['licence.revoke', CASE],
  ['licence.withdraw', CASE],
  ['licence.annul', CASE],
]);

type Stating = Pick<Caller, 'kind' | 'officer' | 'caseNumber' | 'purpose'>;

/**
 * What `caller` has left unsaid that `act` needs said; null when nothing is missing. Only systems are asked: of people
 * the session says who they are. A purpose is somebody's, so whoever states one says whose.
 */
export function missingStatement(caller: Stating, act: string): AccessRefusal | null {
  if (caller.kind !== 'client') return null;
  const needed = STATED_IN_HEADERS.get(act) ?? [];
  if (caller.officer === null && (caller.purpose !== null || needed.includes('officer')))
    return 'caller.officer-missing';
  return caller.caseNumber === null && needed.includes('caseNumber') ? 'caller.case-missing' : null;
}
