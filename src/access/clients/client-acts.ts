import type { FieldProblem } from '../../shared/domain-error.ts';
import { type ClientScope, scopeText } from './client-scopes.ts';
import type { ClientsErrorCode } from './clients.errors.ts';

/** Which units' systems may do an act, and whether a scope of it may be bound to a licence type. */
interface ClientAct {
  readonly of: 'issuing-units' | 'all-units';
  readonly hasType: boolean;
}

const ON_LICENCES: ClientAct = { of: 'issuing-units', hasType: true };

/** Every act that the system of a department can be allowed. No role and no administrator's act is among them. */
export const CLIENT_ACTS: ReadonlyMap<string, ClientAct> = new Map([
  ['licence.issue', ON_LICENCES],
  ['licence.change', ON_LICENCES],
  ['licence.suspend', ON_LICENCES],
  ['licence.resume', ON_LICENCES],
  ['licence.report-lost', ON_LICENCES],
  ['licence.recover', ON_LICENCES],
  ['licence.transfer-out', ON_LICENCES],
  ['licence.cancel', ON_LICENCES],
  ['licence.revoke', ON_LICENCES],
  ['licence.withdraw', ON_LICENCES],
  ['licence.annul', ON_LICENCES],
  ['licence.search', ON_LICENCES],
  ['licence.read', ON_LICENCES],
  ['licence.read-file', ON_LICENCES],
  ['licence.read-evidence-record', ON_LICENCES],
  ['licence.raise-file', ON_LICENCES],
  ['licence.read-events', ON_LICENCES],
  ['catalogue.preview', { of: 'issuing-units', hasType: false }],
  ['problem-report.read', ON_LICENCES],
  ['seal.stamp', { of: 'all-units', hasType: false }],
]);

/** What a unit's duty lets its systems have. */
export interface UnitDuty {
  readonly issuing: boolean;
  /** Codes of the licence types that the catalogue lets it issue. */
  readonly issuedTypeCodes: ReadonlySet<string>;
}

/** Why the systems of a unit may not have `scopes`: one problem a scope at most, by its place in the list. */
export function scopeProblems(scopes: readonly ClientScope[], duty: UnitDuty): FieldProblem[] {
  const texts = scopes.map(scopeText);
  return scopes.flatMap((scope, at) => {
    const isRepeated = texts.indexOf(scopeText(scope)) < at;
    const code = isRepeated ? ('scope.twice' satisfies ClientsErrorCode) : problemOf(scope, duty);
    return code === null ? [] : [{ path: `scopes/${at}`, code }];
  });
}

function problemOf({ act, typeCode }: ClientScope, duty: UnitDuty): ClientsErrorCode | null {
  const known = CLIENT_ACTS.get(act);
  if (!known) return 'scope.unknown-act';
  if (known.of === 'issuing-units' && !duty.issuing) return 'scope.not-of-this-unit';
  if (typeCode === null) return null;
  if (!known.hasType) return 'scope.has-no-type';
  return duty.issuedTypeCodes.has(typeCode) ? null : 'scope.type-not-issued';
}
