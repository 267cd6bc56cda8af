import { clientDecisionProblems } from './client-decision-problems.ts';

const request = { askerId: 'zhang', isAskerAdministrator: true };

describe('a request about a client', () => {
  it('is decided by another than the one who asked, either way', () => {
    expect(clientDecisionProblems('li', request, 'approved')).toEqual([]);
    expect(clientDecisionProblems('zhang', request, 'approved')).toEqual(['client-request.own']);
    expect(clientDecisionProblems('zhang', request, 'rejected')).toEqual(['client-request.own']);
  });

  it('can only be rejected once the one who asked is no security administrator any more', () => {
    const orphan = { ...request, isAskerAdministrator: false };
    expect(clientDecisionProblems('li', orphan, 'approved')).toEqual(['client-request.asker-gone']);
    expect(clientDecisionProblems('li', orphan, 'rejected')).toEqual([]);
  });
});
