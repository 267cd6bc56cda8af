import { DRAFT_STATES, DRAFT_TRANSITIONS, type DraftState, reviewBlockers } from './draft-states.ts';

describe('the states of a draft', () => {
  it('are all reached from the first one', () => {
    const reached = new Set<DraftState>(['draft']);
    for (const state of reached)
      for (const { from, to } of Object.values(DRAFT_TRANSITIONS)) if (from.includes(state)) reached.add(to);
    expect([...reached].sort()).toEqual([...DRAFT_STATES].sort());
  });

  it('lead to a licence only through submission and approval', () => {
    const into = (state: DraftState) =>
      Object.entries(DRAFT_TRANSITIONS).filter(([, { to }]) => to === state);
    expect(into('issued').map(([event, { from }]) => [event, from])).toEqual([['issued', ['approved']]]);
    expect(into('approved').map(([event, { from }]) => [event, from])).toEqual([['approved', ['submitted']]]);
  });

  it('end where a licence stands or the draft is withdrawn', () => {
    const left = new Set(Object.values(DRAFT_TRANSITIONS).flatMap(({ from }) => from));
    expect(DRAFT_STATES.filter((state) => !left.has(state))).toEqual(['issued', 'withdrawn']);
  });
});

describe('who may decide over a draft', () => {
  const hands = { madeBy: 'clerk', editedBy: 'colleague' };

  it('is somebody who has not had it in hand', () => {
    expect(reviewBlockers(hands, 'reviewer')).toEqual([]);
  });

  it.each([
    ['made it', 'clerk', ['draft.made-by-reviewer']],
    ['edited it last', 'colleague', ['draft.edited-by-reviewer']],
  ])('is never who %s', (_what, reviewer, blockers) => {
    expect(reviewBlockers(hands, reviewer)).toEqual(blockers);
  });

  it('hears both reasons where both hold', () => {
    expect(reviewBlockers({ madeBy: 'a', editedBy: 'a' }, 'a')).toHaveLength(2);
  });
});
