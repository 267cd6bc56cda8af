import { minuteOf, RefusalTally, type RefusalWindow } from './refusal-tally.ts';

const at = new Date('2026-11-23T08:00:59.999Z');
const window: RefusalWindow = { prefix: '203.0.113.0/24', routes: 'other', minute: minuteOf(at) };

describe('the tally of refusals by a limit', () => {
  it('counts by minute, prefix and class of routes', () => {
    const tally = new RefusalTally(10);
    tally.add(window);
    tally.add(window);
    tally.add({ ...window, routes: 'costly' });
    tally.add({ ...window, prefix: '198.51.100.0/24' });
    expect([tally.counted(window), tally.size]).toEqual([2, 3]);
  });

  it('gives a minute out once, when it has ended', () => {
    const tally = new RefusalTally(10);
    tally.add(window, 3);
    expect(tally.takeEnded(at)).toEqual([]);
    expect(tally.takeEnded(new Date('2026-11-23T08:01:00Z'))).toEqual([{ ...window, count: 3 }]);
    expect(tally.takeEnded(null)).toEqual([]);
  });

  it('gives everything out when it is told that nothing more comes', () => {
    const tally = new RefusalTally(10);
    tally.add(window);
    expect(tally.takeEnded(null)).toEqual([{ ...window, count: 1 }]);
  });

  it('has no room for more windows than it was given, and goes on counting those it has', () => {
    const tally = new RefusalTally(1);
    tally.add(window);
    expect(tally.counted({ ...window, prefix: '198.51.100.0/24' })).toBeNull();
    expect(tally.counted(window)).toBe(1);
  });
});
