/** The middle of `values`, and the value that 99 in 100 stay under. */
export function summary(values: readonly number[]): { readonly median: number; readonly p99: number } {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99) };
}

/** Milliseconds that `work` takes. */
export async function timed<T>(
  work: () => Promise<T> | T,
): Promise<{ readonly result: T; readonly ms: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, ms: performance.now() - startedAt };
}

export interface Turns {
  readonly rounds: number;
  /** How often each side is done in a round. */
  readonly ours: number;
  readonly theirs: number;
}

type Summary = ReturnType<typeof summary>;

/** Both sides in turns, so that whatever else the machine does falls on both; the first tenth of the rounds warms up. */
export async function inTurns(
  ours: () => unknown,
  theirs: () => unknown,
  turns: Turns,
): Promise<{ readonly ours: Summary; readonly theirs: Summary }> {
  const ms = { ours: [] as number[], theirs: [] as number[] };
  for (let round = -Math.ceil(turns.rounds / 10); round < turns.rounds; round += 1) {
    for (const [side, work] of [
      ['ours', ours],
      ['theirs', theirs],
    ] as const) {
      for (let done = 0; done < turns[side]; done += 1) {
        const taken = await timed(work);
        if (round >= 0) ms[side].push(taken.ms);
      }
    }
  }
  return { ours: summary(ms.ours), theirs: summary(ms.theirs) };
}
