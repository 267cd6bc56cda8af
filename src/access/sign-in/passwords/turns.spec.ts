import { Turns } from './turns.ts';

describe('turns', () => {
  it('let so many run at once, the next wait, and turn the rest away', async () => {
    const turns = new Turns(2, 3);
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 2));
      running -= 1;
      return 'done';
    };
    const results = await Promise.all(Array.from({ length: 7 }, () => turns.take(work)));
    expect(most).toBe(2);
    expect(results.filter((result) => result === 'done')).toHaveLength(5);
    expect(results.filter((result) => result === undefined)).toHaveLength(2);
  });

  it('go on after work that failed', async () => {
    const turns = new Turns(1, 0);
    await expect(turns.take(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await turns.take(async () => 1)).toBe(1);
  });
});
