import { AttemptLimiter } from './attempt-limiter.ts';

describe('AttemptLimiter', () => {
  const limiter = () => new AttemptLimiter({ burst: 3, refillMs: 120_000 });

  it('counts failures by key and lets none through when they are used up', () => {
    const attempts = limiter();
    expect([1, 2, 3, 4].map(() => attempts.spend('a', 0))).toEqual([2, 1, 0, 0]);
    expect(attempts.minutesToWait('a', 0)).toBe(2);
    expect(attempts.minutesToWait('b', 0)).toBe(0);
  });

  it('gives one attempt back after the stated time and never more than the burst', () => {
    const attempts = limiter();
    for (let done = 0; done < 3; done += 1) attempts.spend('a', 0);
    expect(attempts.left('a', 119_999)).toBe(0);
    expect(attempts.left('a', 120_000)).toBe(1);
    expect(attempts.left('a', 86_400_000)).toBe(3);
  });

  it('is not fooled by a clock that goes back', () => {
    const attempts = limiter();
    attempts.spend('a', 1_000_000);
    expect(attempts.left('a', 0)).toBe(2);
  });
});
