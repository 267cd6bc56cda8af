import { BatchedLookup } from './batched-lookup.ts';

function lookupOver(find: (keys: string[]) => Promise<string[]>, maxBatch = 100) {
  return new BatchedLookup({ find, keyOf: (value: string) => value, maxBatch });
}

describe('BatchedLookup', () => {
  it('sends the first key at once and what comes meanwhile together', async () => {
    const batches: string[][] = [];
    const lookup = lookupOver(async (keys) => {
      batches.push(keys);
      return keys.filter((key) => key !== 'unknown');
    });
    const answers = await Promise.all(['a', 'b', 'c', 'b', 'unknown'].map((key) => lookup.load(key)));
    expect(answers).toEqual(['a', 'b', 'c', 'b', null]);
    expect(batches).toEqual([['a'], ['b', 'c', 'unknown']]);
  });

  it('never asks for more than a batch at once', async () => {
    const sizes: number[] = [];
    const lookup = lookupOver(async (keys) => {
      sizes.push(keys.length);
      return keys;
    }, 3);
    await Promise.all(Array.from({ length: 8 }, (_, at) => lookup.load(String(at))));
    expect(sizes).toEqual([1, 3, 3, 1]);
  });

  it('fails those whose statement failed and serves the next ones', async () => {
    let calls = 0;
    const lookup = lookupOver(async (keys) => {
      calls += 1;
      if (calls === 1) throw new Error('database away');
      return keys;
    });
    await expect(lookup.load('a')).rejects.toThrow('database away');
    expect(await lookup.load('a')).toBe('a');
  });
});
