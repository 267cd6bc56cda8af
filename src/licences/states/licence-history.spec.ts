import { type LicenceHistoryEvent, stateAt } from './licence-history.ts';
import type { LicenceEventType } from './licence-states.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const LATER = day('2030-01-01');

function event(
  id: number,
  type: LicenceEventType,
  effectiveOn: string,
  recordedOn = effectiveOn,
  more: Partial<LicenceHistoryEvent> = {},
): LicenceHistoryEvent {
  return {
    id,
    type,
    version: 1,
    effectiveAt: day(effectiveOn),
    recordedAt: day(recordedOn),
    correctsEventId: null,
    ...more,
  };
}

const ISSUED = event(1, 'issued', '2026-01-01');

describe('stateAt', () => {
  it('knows nothing before the issue', () => {
    expect(stateAt([ISSUED], day('2025-12-31'), LATER)).toEqual({ state: null, version: null });
  });

  it('follows suspension and resumption by the day they hold', () => {
    const events = [ISSUED, event(2, 'suspended', '2026-03-01'), event(3, 'resumed', '2026-05-01')];
    expect(stateAt(events, day('2026-02-01'), LATER).state).toBe('valid');
    expect(stateAt(events, day('2026-04-01'), LATER).state).toBe('suspended');
    expect(stateAt(events, day('2026-06-01'), LATER).state).toBe('valid');
  });

  it('tells what held from what was believed when a decision was recorded late', () => {
    const events = [ISSUED, event(2, 'revoked', '2026-03-01', '2026-03-20')];
    expect(stateAt(events, day('2026-03-10'), LATER).state).toBe('revoked');
    expect(stateAt(events, day('2026-03-10'), day('2026-03-10')).state).toBe('valid');
  });

  it('keeps a withdrawn licence in force before its day and an annulled one never', () => {
    const withdrawn = [ISSUED, event(2, 'withdrawn', '2026-06-01')];
    expect(stateAt(withdrawn, day('2026-05-31'), LATER).state).toBe('valid');
    const annulled = [...withdrawn, event(3, 'annulled', '2026-01-01', '2026-07-01')];
    expect(stateAt(annulled, day('2026-05-31'), LATER).state).toBe('annulled');
    expect(stateAt(annulled, day('2026-05-31'), day('2026-06-15')).state).toBe('valid');
  });

  it('passes over an event that a later one corrects', () => {
    const events = [
      ISSUED,
      event(2, 'revoked', '2026-03-01'),
      event(3, 'revoked', '2026-04-01', '2026-04-02', { correctsEventId: 2 }),
    ];
    expect(stateAt(events, day('2026-03-15'), LATER).state).toBe('valid');
    expect(stateAt(events, day('2026-03-15'), day('2026-03-20')).state).toBe('revoked');
  });

  it('names the version that was current', () => {
    const events = [
      ISSUED,
      event(2, 'superseded', '2026-03-01'),
      event(3, 'issued', '2026-03-01', '2026-03-01', { version: 2 }),
    ];
    expect(stateAt(events, day('2026-02-01'), LATER)).toEqual({ state: 'valid', version: 1 });
    expect(stateAt(events, day('2026-03-02'), LATER)).toEqual({ state: 'valid', version: 2 });
  });
});
