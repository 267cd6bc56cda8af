import { ACCOUNT_STATES, ACCOUNT_TRANSITIONS, accountActProblems } from './account-states.ts';

describe('the states of an account', () => {
  it('are all reached from the invitation, and nothing leads out of the end', () => {
    const reached = new Set<string>(['invited']);
    for (const state of reached) {
      for (const { from, to } of Object.values(ACCOUNT_TRANSITIONS))
        if ((from as readonly string[]).includes(state)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...ACCOUNT_STATES].sort());
    for (const { from } of Object.values(ACCOUNT_TRANSITIONS)) expect(from).not.toContain('closed');
  });
});

describe('an act on an account', () => {
  it.each([
    ['suspension', ['active']],
    ['resumption', ['suspended']],
    ['closure', ['invited', 'active', 'suspended']],
  ] as const)('%s is possible from %j alone', (act, possible) => {
    for (const state of ACCOUNT_STATES) {
      const problems = accountActProblems(act, 'somebody', { id: 'other', state });
      expect({ state, problems }).toEqual({
        state,
        problems: (possible as readonly string[]).includes(state) ? [] : ['account.state-forbids'],
      });
    }
  });

  it('is refused on one’s own account, together with every other reason', () => {
    expect(accountActProblems('resumption', 'me', { id: 'me', state: 'closed' })).toEqual([
      'account.own',
      'account.state-forbids',
    ]);
  });
});
