import { dateText, endDateText, instantText } from './dates.ts';

describe('dates on pages', () => {
  it('writes a day without leading zeros, in both languages', () => {
    expect(dateText('2026-03-01')).toEqual({ zh: '2026年3月1日', en: '1 March 2026' });
  });

  it('says 长期 where a licence has no end', () => {
    expect(endDateText(null)).toEqual({ zh: '长期', en: 'no end date' });
  });

  it('shows an instant in Beijing time, whatever the zone of the machine', () => {
    expect(instantText('2026-11-23T16:00:05.123Z')).toEqual({
      zh: '2026年11月24日 00:00:05',
      en: '24 November 2026, 00:00:05',
    });
  });

  it('shows a text that is no date as it is', () => {
    expect(dateText('soon').zh).toBe('soon');
  });
});
