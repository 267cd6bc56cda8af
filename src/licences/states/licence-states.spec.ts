import { isChangePending, LICENCE_STATES, stateAfter, stateOf, unreachableStates } from './licence-states.ts';

describe('licence states', () => {
  it('can all be reached', () => {
    expect(unreachableStates()).toEqual([]);
  });

  it.each([
    ['valid', 'suspended', 'suspended'],
    ['suspended', 'resumed', 'valid'],
    ['suspended', 'revoked', 'revoked'],
    ['lost', 'issued', 'valid'],
    ['revoked', 'annulled', 'annulled'],
    ['valid', 'superseded', 'valid'],
  ] as const)('from %s by %s becomes %s', (state, event, next) => {
    expect(stateAfter(state, event)).toBe(next);
  });

  it.each([
    ['revoked', 'resumed'],
    ['cancelled', 'revoked'],
    ['annulled', 'annulled'],
    ['valid', 'resumed'],
    ['valid', 'found'],
    ['suspended', 'issued'],
    ['void', 'issued'],
  ] as const)('from %s there is no way by %s', (state, event) => {
    expect(stateAfter(state, event)).toBeNull();
  });

  it('lets nothing follow an annulment or a void', () => {
    for (const end of ['annulled', 'void'] as const) {
      expect(LICENCE_STATES.map((_, at) => at)).not.toHaveLength(0);
      expect(stateAfter(end, 'issued')).toBeNull();
      expect(stateAfter(end, 'cancelled')).toBeNull();
    }
  });
});

describe('stateOf', () => {
  const row = {
    state: 'revoked',
    priorState: 'valid',
    stateEffectiveAt: new Date('2026-12-01T00:00:00Z'),
  } as const;

  it('is the prior state until the change takes effect, to the millisecond', () => {
    expect(stateOf(row, new Date('2026-11-30T23:59:59.999Z'))).toBe('valid');
    expect(stateOf(row, new Date('2026-12-01T00:00:00Z'))).toBe('revoked');
  });

  it('says when a change still waits', () => {
    expect(isChangePending(row, new Date('2026-11-30T00:00:00Z'))).toBe(true);
    expect(isChangePending(row, new Date('2026-12-01T00:00:00Z'))).toBe(false);
  });
});
