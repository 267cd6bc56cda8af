import { hash } from '@node-rs/argon2';
import { hasHash, hashPassword, isOutdatedHash } from './password-hashing.ts';

describe('the hash of a password', () => {
  it('is argon2id with 19 MiB, two passes and one lane, and another one each time', async () => {
    const [one, two] = await Promise.all([hashPassword('云在青天Shui9'), hashPassword('云在青天Shui9')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
    expect(isOutdatedHash(one)).toBe(false);
  });

  it('fits its password and no other', async () => {
    const phc = await hashPassword('云在青天Shui9');
    expect(await hasHash('云在青天Shui9', phc)).toBe(true);
    expect(await hasHash('云在青天Shui8', phc)).toBe(false);
  });

  it('that is missing fits nothing, at the same cost', async () => {
    const phc = await hashPassword('right');
    const cost = async (hashed: string | null) => {
      const startedAt = performance.now();
      for (let time = 0; time < 5; time += 1) expect(await hasHash('wrong', hashed)).toBe(false);
      return performance.now() - startedAt;
    };
    await cost(null);
    expect((await cost(null)) / (await cost(phc))).toBeGreaterThan(0.2);
  });

  it('is outdated when it was made with other parameters', async () => {
    expect(isOutdatedHash(await hash('x', { memoryCost: 8_192, timeCost: 2, parallelism: 1 }))).toBe(true);
  });
});
