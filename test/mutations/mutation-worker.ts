import { hasTool } from '../support/tools.ts';
import { mutate } from './mutate.ts';
import { judgeMutated } from './mutation-judge.ts';
import type { MutationSeed } from './mutation-seeds.ts';
import { RandomChoice } from './random-choice.ts';

/** A process that judges mutated files one after another and tells of each before and after. */
const canRender = hasTool('pdftoppm');
let seeds: readonly MutationSeed[] = [];

const tell = (message: unknown): Promise<void> =>
  new Promise((resolve) => process.send?.(message, () => resolve()));

async function judge(index: number, seedOfRun: number): Promise<void> {
  const random = new RandomChoice(seedOfRun, index);
  const seed = random.oneOf(seeds);
  const { mutations, bytes } = mutate(seed.bytes, random);
  await tell({ started: index });
  const startedAt = performance.now();
  const outcome = await judgeMutated(bytes, seed, canRender);
  const tookMs = performance.now() - startedAt;
  await tell({
    index,
    title: seed.title,
    mutations,
    tookMs,
    residentBytes: process.memoryUsage.rss(),
    ...outcome,
  });
}

process.on(
  'message',
  (order: { seeds?: readonly MutationSeed[]; indexes?: readonly number[]; seedOfRun: number }) => {
    if (order.seeds) seeds = order.seeds.map(({ title, bytes }) => ({ title, bytes: Buffer.from(bytes) }));
    if (!order.indexes) return;
    const run = async (): Promise<void> => {
      for (const index of order.indexes ?? []) await judge(index, order.seedOfRun);
      await tell({ wantsMore: true });
    };
    run().catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  },
);
