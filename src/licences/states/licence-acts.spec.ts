import { type ActFacts, decideAct, LICENCE_ACTS, type LicenceActKind } from './licence-acts.ts';
import type { LicenceState } from './licence-states.ts';

const at = (text: string) => new Date(`${text}T00:00:00Z`);
const NOW = at('2026-11-23');

function facts(state: LicenceState, more: Partial<ActFacts> = {}): ActFacts {
  return {
    row: { state, priorState: state, stateEffectiveAt: at('2026-01-01') },
    startsAt: at('2026-01-01'),
    lastEffectiveAt: at('2026-01-01'),
    now: NOW,
    ...more,
  };
}

describe('decideAct', () => {
  it('revokes from a past day, from now or from a day to come', () => {
    for (const day of [at('2026-10-01'), NOW, at('2027-01-01')]) {
      expect(decideAct('revocation', day, facts('valid'))).toEqual({
        ok: true,
        next: { state: 'revoked', priorState: 'valid', stateEffectiveAt: day },
      });
    }
  });

  it('withdraws from now on only', () => {
    expect(decideAct('withdrawal', at('2026-11-22'), facts('valid'))).toMatchObject({
      ok: false,
      problems: [{ path: 'effectiveAt', code: 'act.effective-in-past' }],
    });
    expect(decideAct('withdrawal', undefined, facts('valid'))).toMatchObject({
      next: { state: 'withdrawn', stateEffectiveAt: NOW },
    });
  });

  it('annuls from the start, whatever time is asked for and even after another end', () => {
    const next = { state: 'annulled', priorState: 'annulled', stateEffectiveAt: at('2026-01-01') };
    expect(decideAct('annulment', NOW, facts('valid'))).toEqual({ ok: true, next });
    expect(decideAct('annulment', NOW, facts('revoked'))).toEqual({ ok: true, next });
  });

  it('refuses anything but an annulment while a change waits for its day', () => {
    const waiting = facts('valid', {
      row: { state: 'revoked', priorState: 'valid', stateEffectiveAt: at('2026-12-01') },
    });
    expect(decideAct('suspension', undefined, waiting)).toMatchObject({ code: 'licence.change-pending' });
    expect(decideAct('annulment', undefined, waiting)).toMatchObject({ ok: true });
  });

  it('refuses an effect before the last change', () => {
    const suspended = facts('suspended', { lastEffectiveAt: at('2026-11-01') });
    expect(decideAct('resumption', at('2026-10-31'), suspended)).toMatchObject({
      problems: [{ code: 'act.effective-before-last-event' }],
    });
  });

  it('begins with the last change when that is later than now', () => {
    const notYet = facts('valid', { lastEffectiveAt: at('2026-12-01') });
    expect(decideAct('cancellation', undefined, notYet)).toMatchObject({
      next: { stateEffectiveAt: at('2026-12-01') },
    });
  });

  it.each(Object.keys(LICENCE_ACTS) as LicenceActKind[])('lets no %s follow an annulment', (kind) => {
    expect(decideAct(kind, undefined, facts('annulled'))).toMatchObject({
      ok: false,
      kind: 'conflict',
      code: 'licence.state-forbids',
      params: { state: 'annulled' },
    });
  });
});
