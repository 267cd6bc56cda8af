import { BatchQueue } from './batch-queue.ts';

class BadItem extends Error {}

function queueOver(write: (items: readonly string[]) => Promise<void>, maxWaiting = 100) {
  return new BatchQueue<string>({
    write,
    maxBatch: 10,
    maxWaiting,
    mayRetrySingly: (error) => error instanceof BadItem,
    refusal: (cause) => new Error(`refused: ${(cause as Error).message}`, { cause }),
  });
}

const settled = (promises: Promise<void>[]) =>
  Promise.allSettled(promises).then((results) => results.map(({ status }) => status));

describe('BatchQueue', () => {
  it('writes what is added meanwhile in one batch, never two at a time', async () => {
    const batches: (readonly string[])[] = [];
    let writing = 0;
    const queue = queueOver(async (items) => {
      writing += 1;
      expect(writing).toBe(1);
      await new Promise(setImmediate);
      batches.push(items);
      writing -= 1;
    });
    const first = queue.add('a');
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, queue.add('b'), queue.add('c')]);
    expect(batches).toEqual([['a'], ['b', 'c']]);
  });

  it('retries a refused batch singly, so that one bad entry harms no other', async () => {
    const written: string[] = [];
    const queue = queueOver(async (items) => {
      if (items.includes('bad')) throw new BadItem();
      written.push(...items);
    });
    expect(await settled(['a', 'bad', 'c'].map((item) => queue.add(item)))).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(written).toEqual(['a', 'c']);
  });

  it('fails the whole batch when the outcome is unknown, for a retry could write twice', async () => {
    let calls = 0;
    const queue = queueOver(async () => {
      calls += 1;
      throw new Error('connection lost');
    });
    expect(await settled([queue.add('a'), queue.add('b')])).toEqual(['rejected', 'rejected']);
    expect(calls).toBe(1);
  });

  it('refuses at once when too many wait', async () => {
    let release = () => {};
    const gate = new Promise<void>((open) => {
      release = open;
    });
    const queue = queueOver(() => gate, 1);
    const first = queue.add('a');
    await Promise.resolve();
    await Promise.resolve();
    const second = queue.add('b');
    await expect(queue.add('c')).rejects.toThrow('refused: 1 wait already');
    release();
    await Promise.all([first, second]);
    await queue.drain();
    expect(queue.length).toBe(0);
  });
});
