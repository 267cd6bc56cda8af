import { setTimeout as pause } from 'node:timers/promises';

/** Longer than any look-up by number takes on a machine in good health. */
const STEP_MS = 30;

/**
 * Holds an answer back until a whole number of steps has passed since `startedAt`: whether the number or the name was
 * wrong cannot be told from the time it took, be it a row that was read or one that was not there.
 *
 * @param startedAt `performance.now()` when the work began
 */
export async function atEvenTime(startedAt: number): Promise<void> {
  const taken = performance.now() - startedAt;
  await pause(Math.ceil(taken / STEP_MS) * STEP_MS - taken);
}
