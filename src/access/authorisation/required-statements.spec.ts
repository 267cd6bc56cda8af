import { missingStatement } from './required-statements.ts';

const system = { kind: 'client', officer: null, caseNumber: null, purpose: null } as const;

describe('what a system must state', () => {
  it('is who acts and for which case, where the body of the act does not say it', () => {
    expect(missingStatement(system, 'licence.raise-file')).toBe('caller.officer-missing');
    expect(missingStatement({ ...system, officer: '王五' }, 'licence.raise-file')).toBe(
      'caller.case-missing',
    );
    expect(
      missingStatement({ ...system, officer: '王五', caseNumber: '1' }, 'licence.raise-file'),
    ).toBeNull();
    expect(missingStatement(system, 'licence.revoke')).toBe('caller.case-missing');
  });

  it('is nothing more where the body says it', () => {
    expect(missingStatement(system, 'licence.issue')).toBeNull();
  });

  it('is who asks, wherever a purpose is stated', () => {
    expect(missingStatement({ ...system, purpose: '办理变更' }, 'licence.read')).toBe(
      'caller.officer-missing',
    );
    expect(missingStatement(system, 'licence.read')).toBeNull();
  });

  it('is asked of systems alone', () => {
    expect(missingStatement({ ...system, kind: 'staff' }, 'licence.revoke')).toBeNull();
  });
});
