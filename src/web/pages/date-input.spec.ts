import { readDate } from './date-input.ts';

describe('readDate', () => {
  it.each(['20261103', '2026-11-03', '2026.11.3', '2026年11月3日', '２０２６－１１－０３'])(
    'spreads %s pasted into the first field',
    (year) => {
      expect(readDate({ year, month: '', day: '' })).toEqual({ kind: 'date', date: '2026-11-03' });
    },
  );

  it('reads three fields', () => {
    expect(readDate({ year: '2025', month: '3', day: '１' })).toEqual({ kind: 'date', date: '2025-03-01' });
  });

  it('has no date when nothing was typed', () => {
    expect(readDate({ year: '', month: ' ', day: '' })).toEqual({ kind: 'none' });
  });

  it('says that a day does not exist, by its name', () => {
    const reading = readDate({ year: '2026', month: '2', day: '30' });
    expect(reading).toMatchObject({ kind: 'wrong', error: { zh: '2026年2月30日不存在' } });
  });

  it('wants a month and a day too', () => {
    expect(readDate({ year: '2026', month: '', day: '' })).toMatchObject({ kind: 'wrong' });
  });
});
