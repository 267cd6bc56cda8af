import { seededRandom } from '../../src/demo/degrade-picture.ts';

/** A repeatable source of choices: the same seed and index give the same mutation on every machine. */
export class RandomChoice {
  readonly #next: () => number;

  constructor(seed: number, index: number) {
    this.#next = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  oneOf<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }
}
