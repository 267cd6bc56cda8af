import { setTimeout as pause } from 'node:timers/promises';

/**
 * Holds an answer back until a whole number of steps has passed since `startedAt`: what was wrong cannot be told from
 * the time it took, be it a row that was read or one that was not there.
 *
 * @param startedAt `performance.now()` when the work began
 * @param stepMs longer than the work usually takes on a machine in good health
 */
export async function atEvenTime(startedAt: number, stepMs: number): Promise<void> {
  const taken = performance.now() - startedAt;
  await pause(Math.ceil(taken / stepMs) * stepMs - taken);
}
