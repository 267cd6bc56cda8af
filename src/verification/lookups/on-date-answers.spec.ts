import type { LicenceHistoryEvent } from '../../licences/states/licence-history.ts';
import { onDateAnswer } from './on-date-answers.ts';

const NOW = new Date('2026-11-23T02:00:00Z');

const event = (
  id: number,
  type: LicenceHistoryEvent['type'],
  version: number,
  effectiveAt: string,
): LicenceHistoryEvent => ({
  id,
  type,
  version,
  effectiveAt: new Date(effectiveAt),
  recordedAt: new Date('2026-01-01T00:00:00Z'),
  correctsEventId: null,
});

const EVENTS = [
  event(1, 'issued', 1, '2025-01-10T02:00:00Z'),
  event(2, 'superseded', 1, '2025-06-01T02:00:00Z'),
  event(3, 'issued', 2, '2025-06-01T02:00:00Z'),
  event(4, 'revoked', 2, '2025-09-30T16:00:00Z'),
];
const VERSIONS = [
  { version: 1, effectiveOn: '2025-01-15', expiresOn: '2029-12-31' },
  { version: 2, effectiveOn: '2025-06-01', expiresOn: null },
];

describe('onDateAnswer', () => {
  it.each([
    ['2025-01-09', false, 'not-issued', null],
    ['2025-01-12', false, 'not-yet', 1],
    ['2025-03-01', true, 'in-force', 1],
    ['2025-05-31', true, 'in-force', 1],
    ['2025-06-01', true, 'in-force', 2],
    ['2025-09-30', true, 'in-force', 2],
    ['2025-10-01', false, 'revoked', 2],
  ] as const)('says of %s: in force %s, %s, version %s', (on, inForce, state, version) => {
    expect(onDateAnswer(EVENTS, VERSIONS, on, NOW)).toEqual({ on, inForce, state, version });
  });

  it('knows that a version runs out at the end of its last day', () => {
    const versions = [{ version: 1, effectiveOn: '2025-01-15', expiresOn: '2025-03-01' }];
    expect(onDateAnswer(EVENTS.slice(0, 1), versions, '2025-03-01', NOW).inForce).toBe(true);
    expect(onDateAnswer(EVENTS.slice(0, 1), versions, '2025-03-02', NOW)).toMatchObject({ state: 'expired' });
  });
});
