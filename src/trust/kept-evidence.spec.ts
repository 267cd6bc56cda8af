import { KeptEvidence } from './kept-evidence.ts';

const START_MS = Date.parse('2026-11-23T08:00:00Z');
const inMs = (ms: number) => new Date(START_MS + ms);

describe('kept evidence', () => {
  let asked: number;
  let answer: () => Promise<string>;
  let kept: KeptEvidence<string>;

  beforeEach(() => {
    asked = 0;
    answer = async () => `answer ${asked}`;
    kept = new KeptEvidence({
      keptUntil: () => inMs(1_000),
      usableUntil: () => inMs(5_000),
      failureKeptMs: 100,
      maxWeight: 30,
      weightOf: (value) => value.length,
    });
  });
  const get = (ms: number, key = 'key') =>
    kept.get(key, inMs(ms), () => {
      asked += 1;
      return answer();
    });
  const settled = () => new Promise(setImmediate);

  it('is asked for once by all who come meanwhile, and anew when it is stale', async () => {
    expect(await Promise.all([get(0), get(0), get(999)])).toEqual(['answer 1', 'answer 1', 'answer 1']);
    expect(await get(999)).toBe('answer 1');
    expect(await get(1_000)).toBe('answer 2');
  });

  it('is not asked for again right after a failure', async () => {
    answer = () => Promise.reject(new Error('down'));
    await expect(get(0)).rejects.toThrow('down');
    await settled();
    await expect(get(99)).rejects.toThrow('down');
    expect(asked).toBe(1);
    answer = async () => 'up';
    expect(await get(100)).toBe('up');
  });

  it('is still given where asking anew fails, until it is out of force', async () => {
    expect(await get(0)).toBe('answer 1');
    answer = () => Promise.reject(new Error('down'));
    expect(await get(1_000)).toBe('answer 1');
    await settled();
    expect(await get(1_099)).toBe('answer 1');
    expect(asked).toBe(2);
    await expect(get(5_000)).rejects.toThrow('down');
  });

  it('weighs no more than is allowed: the oldest goes', async () => {
    for (const key of ['one', 'two', 'three', 'four']) await get(0, key);
    await settled();
    const before = asked;
    await get(0, 'four');
    expect(asked).toBe(before);
    await get(0, 'one');
    expect(asked).toBe(before + 1);
  });
});
