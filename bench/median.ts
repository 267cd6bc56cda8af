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
