import { mutate } from '../mutations/mutate.ts';
import { judgeMutated } from '../mutations/mutation-judge.ts';
import { type MutationSeed, mutationSeeds } from '../mutations/mutation-seeds.ts';
import { RandomChoice } from '../mutations/random-choice.ts';
import { hasTool } from '../support/tools.ts';

/** As many as an ordinary test run can bear; `npm run test:mutations` does 100,000 in processes of their own. */
const COUNT = 300;
const SEED_OF_RUN = 20_261_123;

describe('mutated files', () => {
  let seeds: readonly MutationSeed[];
  beforeAll(async () => {
    const found = await mutationSeeds();
    for (const note of found.notes) console.info(note);
    seeds = found.seeds;
  }, 120_000);

  it('throw nothing past the judge, and are not valid where signed bytes or the seen page changed', async () => {
    const canRender = hasTool('pdftoppm');
    if (!canRender) console.info('comparison of pixels skipped: pdftoppm not installed');
    const findings: string[] = [];
    const verdicts = new Set<string>();
    for (let index = 0; index < COUNT; index++) {
      const random = new RandomChoice(SEED_OF_RUN, index);
      const seed = random.oneOf(seeds);
      const { mutations, bytes } = mutate(seed.bytes, random);
      const { verdict, finding } = await judgeMutated(bytes, seed, canRender);
      verdicts.add(verdict);
      if (finding) findings.push(`${finding}: ${seed.title}, ${mutations.join(', ')}`);
    }
    expect(findings).toEqual([]);
    // A sample in which nothing survives, or everything does, would show nothing.
    expect([...verdicts].sort()).toEqual(['not-valid', 'unreadable', 'valid']);
  }, 120_000);

  it('are told apart: a judge that calls a changed page valid is found out', async () => {
    const [licence] = seeds as [MutationSeed];
    const outcome = await judgeMutated(
      licence.bytes,
      { ...licence, bytes: Buffer.from(licence.bytes).fill(0x20, 500, 600) },
      false,
    );
    expect(outcome.finding).toBe('valid although signed bytes changed');
  });
});
