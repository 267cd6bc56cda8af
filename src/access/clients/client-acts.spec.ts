import { AUDIT_ACTS } from '../../audit/audit-acts.ts';
import { CLIENT_ACTS, scopeProblems } from './client-acts.ts';

const FOOD = '11100000MB0143028R032';
const issuing = { issuing: true, issuedTypeCodes: new Set([FOOD]) };
const using = { issuing: false, issuedTypeCodes: new Set<string>() };
const scope = (act: string, typeCode: string | null = null) => ({ act, typeCode, needsPurpose: false });
const codesOf = (...args: Parameters<typeof scopeProblems>) => scopeProblems(...args).map(({ code }) => code);

describe('the scopes of a unit’s system', () => {
  it('are acts that the access log knows', () => {
    const known: readonly string[] = AUDIT_ACTS;
    expect([...CLIENT_ACTS.keys()].filter((act) => !known.includes(act))).toEqual([]);
  });

  it('may be every act for a unit that issues, bound to a type that it issues', () => {
    const all = [...CLIENT_ACTS.keys()].map((act) => scope(act));
    expect(scopeProblems([...all, scope('licence.issue', FOOD)], issuing)).toEqual([]);
  });

  it('are never acts on licences for a unit that only uses them', () => {
    expect(codesOf([scope('licence.issue'), scope('licence.read')], using)).toEqual([
      'scope.not-of-this-unit',
      'scope.not-of-this-unit',
    ]);
    expect(scopeProblems([scope('seal.stamp')], using)).toEqual([]);
  });

  it('are never of a type that another unit issues, and name the wrong one', () => {
    expect(
      scopeProblems([scope('licence.read'), scope('licence.issue', '11100000000013338W032')], issuing),
    ).toEqual([{ path: 'scopes/1', code: 'scope.type-not-issued' }]);
    expect(codesOf([scope('seal.stamp', FOOD)], issuing)).toEqual(['scope.has-no-type']);
  });

  it('are each named once', () => {
    expect(codesOf([scope('licence.read'), scope('licence.read')], issuing)).toEqual(['scope.twice']);
  });

  it.each(['client.request', 'client.decide', 'role.grant', 'log.read', 'catalogue.publish', 'nothing.such'])(
    'are never %s',
    (act) => {
      expect(codesOf([scope(act)], issuing)).toEqual(['scope.unknown-act']);
    },
  );
});
