import { readDate } from './date-input.ts';

const TODAY = '2026-11-23';

describe('readDate', () => {
  it.each(['20261103', '2026-11-03', '2026.11.3', '2026年11月3日', '２０２６－１１－０３'])(
    'spreads %s pasted into the first field',
    (year) => {
      expect(readDate({ year, month: '', day: '' }, TODAY)).toEqual({ kind: 'date', date: '2026-11-03' });
    },
  );

  it('reads three fields', () => {
    expect(readDate({ year: '2025', month: '3', day: '１' }, TODAY)).toEqual({
      kind: 'date',
      date: '2025-03-01',
    });
  });

  it('has no date when nothing was typed', () => {
    expect(readDate({ year: '', month: ' ', day: '' }, TODAY)).toEqual({ kind: 'none' });
  });

  it('says that a day does not exist', () => {
    const reading = readDate({ year: '2026', month: '2', day: '30' }, TODAY);
    expect(reading).toMatchObject({ kind: 'wrong', code: 'date.unreal' });
  });

  it('wants a month and a day too', () => {
    expect(readDate({ year: '2026', month: '', day: '' }, TODAY)).toMatchObject({ kind: 'wrong' });
  });

  it('has no answer for tomorrow', () => {
    const tomorrow = { year: '2026', month: '11', day: '24' };
    expect(readDate(tomorrow, TODAY)).toEqual({ kind: 'wrong', code: 'on.in-future' });
  });
});
