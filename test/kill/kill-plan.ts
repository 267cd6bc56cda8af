import { seededRandom } from '../../src/demo/degrade-picture.ts';
import { SEALING_STEPS, type SealingStep } from '../../src/licences/sealing/fault-points.ts';

/** What is killed with SIGKILL: the service, the database server with all its children, or the one right after the other. */
export const KILL_TARGETS = ['service', 'database', 'both'] as const;
export type KillTarget = (typeof KILL_TARGETS)[number];

/** Either when a sealing passes a step (the `passes`-th from now), or at a moment that knows nothing of sealing. */
export type KillPoint =
  | { readonly kind: 'step'; readonly step: SealingStep; readonly passes: number }
  | { readonly kind: 'moment'; readonly afterMs: number };

export interface PlannedKill {
  readonly target: KillTarget;
  readonly point: KillPoint;
  /** 50 equal requests are sent at once right before it. */
  readonly withEqualRequests: boolean;
}

const LONGEST_WAIT_MS = 1_500;
const MOST_PASSES = 12;
const EQUAL_REQUESTS_EVERY = 6;

/**
 * The kills of one run, the same for the same seed: every target at every step of sealing once, the rest at random
 * moments, in random order.
 */
export function planKills(seed: number, count: number): PlannedKill[] {
  const random = seededRandom(seed);
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  const atSteps = KILL_TARGETS.flatMap((target) =>
    SEALING_STEPS.map((step) => ({
      target,
      point: { kind: 'step', step, passes: upTo(MOST_PASSES) } as const,
    })),
  );
  const atMoments = Array.from({ length: Math.max(0, count - atSteps.length) }, (_, index) => ({
    target: KILL_TARGETS[index % KILL_TARGETS.length]!,
    point: { kind: 'moment', afterMs: upTo(LONGEST_WAIT_MS) } as const,
  }));
  return shuffled([...atSteps, ...atMoments], random)
    .slice(0, count)
    .map((kill, index) => ({ ...kill, withEqualRequests: index % EQUAL_REQUESTS_EVERY === 0 }));
}

/** What a line of the report says of where a kill comes. */
export const wordsOf = (point: KillPoint): string =>
  point.kind === 'step' ? `${point.step}, pass ${point.passes}` : `after ${point.afterMs} ms`;

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
