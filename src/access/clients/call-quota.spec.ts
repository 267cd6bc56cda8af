import { CallQuota } from './call-quota.ts';

describe('the quota of a client', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 8, 0, seconds));

  it('lets so many calls through in a minute, and says when the next one begins', () => {
    const quota = new CallQuota();
    const waits = [1, 2, 3].map(() => quota.secondsToWait('a', 2, at(18)));
    expect(waits).toEqual([0, 0, 42]);
    expect(quota.secondsToWait('a', 2, at(60))).toBe(0);
  });

  it('is each client’s own', () => {
    const quota = new CallQuota();
    quota.secondsToWait('a', 1, at(1));
    expect(quota.secondsToWait('b', 1, at(1))).toBe(0);
    expect(quota.secondsToWait('a', 1, at(1))).toBe(59);
  });
});
