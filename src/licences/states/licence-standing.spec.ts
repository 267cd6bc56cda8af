import { type StandingFacts, standingAt, standsUntil } from './licence-standing.ts';

const IN_FORCE: StandingFacts = {
  state: 'valid',
  priorState: 'valid',
  stateEffectiveAt: new Date('2026-01-01T00:00:00Z'),
  effectiveOn: '2026-01-02',
  expiresOn: '2026-12-31',
  supersededAt: null,
};

describe('standingAt', () => {
  it('begins at 0:00 and ends at 24:00 in Shanghai, whatever zone the service runs in', () => {
    expect(standingAt(IN_FORCE, new Date('2026-01-01T15:59:59.999Z'))).toBe('not-yet');
    expect(standingAt(IN_FORCE, new Date('2026-01-01T16:00:00Z'))).toBe('in-force');
    expect(standingAt(IN_FORCE, new Date('2026-12-31T15:59:59.999Z'))).toBe('in-force');
    expect(standingAt(IN_FORCE, new Date('2026-12-31T16:00:00Z'))).toBe('expired');
  });

  it('never expires when it is long-term', () => {
    expect(standingAt({ ...IN_FORCE, expiresOn: null }, new Date('2999-01-01T00:00:00Z'))).toBe('in-force');
  });

  it('says revoked of one that is revoked and expired', () => {
    const revoked: StandingFacts = {
      ...IN_FORCE,
      state: 'revoked',
      stateEffectiveAt: new Date('2026-05-01'),
    };
    expect(standingAt(revoked, new Date('2027-05-01'))).toBe('revoked');
    expect(standingAt(revoked, new Date('2026-04-30'))).toBe('in-force');
  });

  it('is superseded from the instant the next version holds', () => {
    const facts: StandingFacts = { ...IN_FORCE, supersededAt: new Date('2026-06-01T00:00:00Z') };
    expect(standingAt(facts, new Date('2026-05-31T23:59:59Z'))).toBe('in-force');
    expect(standingAt(facts, new Date('2026-06-01T00:00:00Z'))).toBe('superseded');
    expect(standingAt(facts, new Date('2027-06-01T00:00:00Z'))).toBe('expired');
  });
});

describe('standsUntil', () => {
  const facts: StandingFacts = {
    ...IN_FORCE,
    state: 'revoked',
    stateEffectiveAt: new Date('2026-05-01T03:00:00Z'),
    supersededAt: new Date('2026-04-30T02:00:00Z'),
  };

  it('is the end of the day in Shanghai on a day without a turn', () => {
    expect(standsUntil(facts, new Date('2026-03-01T00:00:00Z'))).toEqual(new Date('2026-03-01T16:00:00Z'));
  });

  it('never lets a change of standing pass, hour by hour over two years', () => {
    const hourMs = 3_600_000;
    for (let atMs = Date.parse('2025-12-25T00:30:00Z'); atMs < Date.parse('2028-01-02'); atMs += 7 * hourMs) {
      const at = new Date(atMs);
      const until = standsUntil(facts, at);
      expect(until.getTime()).toBeGreaterThan(atMs);
      expect(standingAt(facts, new Date(until.getTime() - 1))).toBe(standingAt(facts, at));
    }
  });
});
