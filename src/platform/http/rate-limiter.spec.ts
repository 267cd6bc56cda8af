import { RateLimiter } from './rate-limiter.ts';

const START = Date.parse('2026-03-01T00:00:00Z');

describe('RateLimiter', () => {
  it('lets the allowed number through and tells the rest how long to wait', () => {
    const limiter = new RateLimiter(2);
    expect([0, 1, 2].map((s) => limiter.secondsToWait('10.0.0.1', START + s * 1000))).toEqual([0, 0, 58]);
    expect(limiter.secondsToWait('10.0.0.2', START + 3000)).toBe(0);
  });

  it('begins anew each minute', () => {
    const limiter = new RateLimiter(1);
    limiter.secondsToWait('10.0.0.1', START);
    expect(limiter.secondsToWait('10.0.0.1', START + 59_999)).toBe(1);
    expect(limiter.secondsToWait('10.0.0.1', START + 60_000)).toBe(0);
  });

  it('counts one IPv6 network as one client', () => {
    const limiter = new RateLimiter(1);
    limiter.secondsToWait('2001:db8:1:2::1', START);
    expect(limiter.secondsToWait('2001:db8:1:2:ffff::9', START)).toBe(60);
    expect(limiter.secondsToWait('2001:db8:1:3::1', START)).toBe(0);
  });

  it('never limits when the limit is 0', () => {
    const limiter = new RateLimiter(0);
    expect(
      Array.from({ length: 1000 }, () => limiter.secondsToWait('10.0.0.1', START)).every((s) => s === 0),
    ).toBe(true);
  });
});
