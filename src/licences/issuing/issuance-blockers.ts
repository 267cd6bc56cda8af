import { checkFieldValues } from '../../catalogue/definition/field-values.ts';
import type { LicenceTypeDefinition } from '../../catalogue/definition/licence-type-definition.ts';
import { type CalendarDate, shanghaiDateOf } from '../../shared/calendar-date.ts';
import type { FieldProblem } from '../../shared/domain-error.ts';
import type { VersionRequest } from '../licence-requests.ts';
import { LAST_STATEMENT_DAY } from '../statement/statement.ts';
import { firstDayOf, lastDayOf } from '../states/licence-term.ts';
import { holderBlockers } from './holder-blockers.ts';

/** What the unit that is to issue is. */
export interface Issuer {
  /** From this day on it is no more; null while it is. */
  readonly endedOn: CalendarDate | null;
  /** Whether its duties let it issue; a licence that it issued may be changed without. */
  readonly mayIssue: boolean;
}

/** What a version is to be issued under. */
export interface IssuanceFacts {
  readonly definition: LicenceTypeDefinition;
  readonly issuer: Issuer;
  /** Whether the catalogue lets the unit issue the type. */
  readonly isIssuer: boolean;
  /** Whether the unit has, for every seal the type asks for, one in use. */
  readonly hasSeals: boolean;
  readonly now: Date;
}

const FIRST_STATEMENT_DAY: CalendarDate = '1970-01-02';

/**
 * All reasons why a version cannot be issued, at once and by path; empty when it can. Text that does not fit the face
 * is found when it is drawn.
 */
export function issuanceBlockers(
  request: VersionRequest,
  number: string,
  facts: IssuanceFacts,
): FieldProblem[] {
  const { definition } = facts;
  return [
    ...rightBlockers(facts),
    ...numberBlockers(definition.numbering, number),
    ...itemBlockers(definition, request),
    ...dateBlockers(request, facts),
    ...holderBlockers(definition.holders, request.holders),
    ...checkFieldValues(definition.fields, request.fields).map((problem) => ({
      ...problem,
      path: `fields/${problem.path}`,
    })),
  ];
}

function rightBlockers({ issuer, isIssuer, hasSeals }: IssuanceFacts): FieldProblem[] {
  const { endedOn, mayIssue } = issuer;
  if (endedOn !== null) return [{ path: 'licenceType', code: 'issuer.ended', params: { on: endedOn } }];
  if (!mayIssue) return [{ path: 'licenceType', code: 'issuer.not-issuing' }];
  if (!isIssuer) return [{ path: 'licenceType', code: 'type.not-issued-by-unit' }];
  return hasSeals ? [] : [{ path: 'licenceType', code: 'seal.none-in-use' }];
}

function numberBlockers(rule: LicenceTypeDefinition['numbering'], number: string): FieldProblem[] {
  if (new RegExp(`^(?:${rule.pattern})$`, 'u').test(number)) return [];
  return [{ path: 'number', code: 'number.pattern', params: { example: rule.example } }];
}

function itemBlockers({ items }: LicenceTypeDefinition, { itemCode }: VersionRequest): FieldProblem[] {
  if (itemCode === undefined || items.some((item) => item.itemCode === itemCode)) return [];
  return [{ path: 'itemCode', code: 'item.not-of-type' }];
}

function dateBlockers(request: VersionRequest, { definition, now }: IssuanceFacts): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const end = lastDayOf(definition.validity, request);
  if (request.issuedOn > shanghaiDateOf(now)) problems.push({ path: 'issuedOn', code: 'date.in-future' });
  if (!end.ok) problems.push({ path: 'expiresOn', code: end.problem });
  const days = {
    issuedOn: request.issuedOn,
    effectiveOn: firstDayOf(request),
    expiresOn: end.ok ? end.endsOn : null,
  };
  for (const [path, day] of Object.entries(days)) {
    if (day !== null && (day < FIRST_STATEMENT_DAY || day > LAST_STATEMENT_DAY))
      problems.push({ path, code: 'date.out-of-range' });
  }
  if (new Date(request.caseClosedAt) > now)
    problems.push({ path: 'caseClosedAt', code: 'case.closed-in-future' });
  return problems;
}
