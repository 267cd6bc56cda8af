import { archivedFrom, archiveMonthOf, isClosed } from './archive-month.ts';

describe('the month of an archived file', () => {
  it.each([
    ['2026-11-30T15:59:59.999Z', '2026-11-01', '2026-11-30T16:00:00.000Z'],
    ['2026-11-30T16:00:00.000Z', '2026-12-01', '2026-12-31T16:00:00.000Z'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', '2027-01-31T16:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', '2028-02-01', '2028-02-29T16:00:00.000Z'],
  ])('registered at %s begins on %s and ends at %s', (instant, firstDay, endsAt) => {
    expect(archiveMonthOf(new Date(instant))).toEqual({ firstDay, endsAt: new Date(endsAt) });
  });

  it('is closed a day after its end, in the time of Shanghai', () => {
    const month = archiveMonthOf(new Date('2026-11-23T08:00:00Z'));
    expect(isClosed(month, new Date('2026-12-01T15:59:59Z'))).toBe(false);
    expect(isClosed(month, new Date('2026-12-01T16:00:00Z'))).toBe(true);
    expect(archivedFrom(month)).toEqual(new Date('2026-12-01T16:00:00Z'));
  });
});
