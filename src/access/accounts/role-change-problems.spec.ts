import {
  askProblems,
  decisionProblems,
  type PendingChange,
  type RoleSubject,
} from './role-change-problems.ts';

const clerk = { role: 'licence-clerk', unitId: 'market' } as const;
const person = (given: Partial<RoleSubject> = {}): RoleSubject => ({
  id: 'wang',
  state: 'active',
  held: [],
  ...given,
});
const pending = (given: Partial<PendingChange> = {}): PendingChange => ({
  ...clerk,
  change: 'grant',
  askerId: 'first',
  isAskerAdministrator: true,
  ...given,
});

describe('asking for a role', () => {
  it('is free of reasons for somebody else who lacks the role, invited people too', () => {
    expect(askProblems('first', person(), { ...clerk, change: 'grant' })).toEqual([]);
    expect(askProblems('first', person({ state: 'invited' }), { ...clerk, change: 'grant' })).toEqual([]);
  });

  it('is refused for oneself, to have and to lose', () => {
    expect(askProblems('wang', person(), { ...clerk, change: 'grant' })).toEqual(['role.own-account']);
    expect(askProblems('wang', person({ held: [clerk] }), { ...clerk, change: 'end' })).toEqual([
      'role.own-account',
    ]);
  });

  it('is refused for a role that is held already or not held', () => {
    expect(askProblems('first', person({ held: [clerk] }), { ...clerk, change: 'grant' })).toEqual([
      'role.held-already',
    ]);
    expect(askProblems('first', person(), { ...clerk, change: 'end' })).toEqual(['role.not-held']);
    const elsewhere = [{ ...clerk, unitId: 'police' }];
    expect(askProblems('first', person({ held: elsewhere }), { ...clerk, change: 'end' })).toEqual([
      'role.not-held',
    ]);
  });

  it('is refused where an administrator would hold something else, in any unit', () => {
    const audit = { role: 'audit-administrator', unitId: 'approval' } as const;
    expect(askProblems('first', person({ held: [audit] }), { ...clerk, change: 'grant' })).toEqual([
      'role.not-together',
    ]);
    expect(askProblems('first', person({ held: [clerk] }), { ...audit, change: 'grant' })).toEqual([
      'role.not-together',
    ]);
    const system = { role: 'system-administrator', unitId: 'approval' } as const;
    expect(askProblems('first', person({ held: [audit] }), { ...system, change: 'grant' })).toEqual([
      'role.not-together',
    ]);
  });

  it('is refused for a closed account, with every other reason', () => {
    const closed = person({ id: 'first', state: 'closed' });
    expect(askProblems('first', closed, { ...clerk, change: 'grant' })).toEqual([
      'role.own-account',
      'role.account-closed',
    ]);
  });
});

describe('deciding on a role', () => {
  it('is free of reasons for a second administrator', () => {
    expect(decisionProblems('second', person(), pending(), 'approved')).toEqual([]);
    expect(decisionProblems('second', person(), pending(), 'rejected')).toEqual([]);
  });

  it('is refused to the one who asked and to the one it is about, even to reject', () => {
    for (const decision of ['approved', 'rejected'] as const) {
      expect(decisionProblems('first', person(), pending(), decision)).toEqual(['role.own-request']);
      expect(decisionProblems('wang', person(), pending(), decision)).toEqual(['role.own-account']);
    }
  });

  it('cannot approve what the asker could not ask for any more', () => {
    const late = pending({ isAskerAdministrator: false });
    expect(decisionProblems('second', person(), late, 'approved')).toEqual(['role.asker-gone']);
    expect(decisionProblems('second', person(), late, 'rejected')).toEqual([]);
  });

  it('cannot approve a role for someone who has not enrolled or is suspended', () => {
    for (const state of ['invited', 'suspended'] as const)
      expect(decisionProblems('second', person({ state }), pending(), 'approved')).toEqual([
        'role.account-not-active',
      ]);
  });

  it('can approve taking a role from someone who is suspended', () => {
    const suspended = person({ state: 'suspended', held: [clerk] });
    expect(decisionProblems('second', suspended, pending({ change: 'end' }), 'approved')).toEqual([]);
  });

  it('judges by the roles held now', () => {
    const meanwhile = person({ held: [{ role: 'audit-administrator', unitId: 'market' }] });
    expect(decisionProblems('second', meanwhile, pending(), 'approved')).toEqual(['role.not-together']);
  });
});
