import { BYTE_MUTATIONS, type Mutation } from './byte-mutations.ts';
import { containerMutation } from './container-mutations.ts';
import type { RandomChoice } from './random-choice.ts';
import { updateMutation } from './update-mutations.ts';

const MUTATIONS: readonly [name: string, mutation: Mutation][] = [
  ...Object.entries(BYTE_MUTATIONS),
  ['an element of the container', containerMutation],
  ['an element of the container', containerMutation],
  // The one that reaches the judge of changes; it has the weight of six.
  ...Array.from({ length: 6 }, (): [string, Mutation] => ['a well-formed update', updateMutation]),
];

export interface MutatedFile {
  readonly mutations: readonly string[];
  readonly bytes: Buffer;
}

/** A file with one to three mutations. */
export function mutate(file: Buffer, random: RandomChoice): MutatedFile {
  let bytes = file;
  const mutations: string[] = [];
  for (let left = 1 + (random.once(3) ? random.below(3) : 0); left > 0; left--) {
    const [name, mutation] = random.oneOf(MUTATIONS);
    const mutated = mutation(bytes, random);
    if (mutated === undefined || mutated.length === 0) continue;
    bytes = mutated;
    mutations.push(name);
  }
  return { mutations, bytes };
}
