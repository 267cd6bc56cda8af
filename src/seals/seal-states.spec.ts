import { SEAL_TRANSITIONS, SEAL_USE_TRANSITIONS, unreachableFrom } from './seal-states.ts';

describe('seal states', () => {
  it('can all be reached', () => {
    expect(unreachableFrom('active', SEAL_TRANSITIONS)).toEqual([]);
    expect(unreachableFrom('intended', SEAL_USE_TRANSITIONS)).toEqual([]);
  });

  it('know no way back from loss, cancellation or the end of a use', () => {
    expect(SEAL_TRANSITIONS.lost).toEqual(['cancelled']);
    expect(SEAL_TRANSITIONS.cancelled).toEqual([]);
    expect(SEAL_USE_TRANSITIONS.completed).toEqual([]);
    expect(SEAL_USE_TRANSITIONS.void).toEqual([]);
  });
});
