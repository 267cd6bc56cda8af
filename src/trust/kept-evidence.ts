/** How long answers are kept, and how many. */
export interface KeepingRules<Value> {
  /** Until when a value is given to others without asking anew. */
  readonly keptUntil: (value: Value) => Date;
  /** Until when it still counts where asking anew fails; not longer than `keptUntil` when left out. */
  readonly usableUntil?: (value: Value) => Date;
  /** How long nobody asks anew after a failure. */
  readonly failureKeptMs: number;
  /** The most that all values may weigh together; the oldest go first. */
  readonly maxWeight: number;
  /** Of one value, for example its bytes; 1 where all weigh the same. */
  readonly weightOf?: (value: Value) => number;
}

interface Kept<Value> {
  readonly asking: Promise<Value>;
  weight: number;
  keptUntilMs: number;
  value?: Value;
}

/**
 * Answers that many ask for: one asks, all others wait for the same answer, and it is kept until it is stale. A failure
 * is kept too, for a moment, so that a service that is down is not asked by every request; meanwhile an older answer
 * does as long as it is in force.
 */
export class KeptEvidence<Value> {
  private readonly kept = new Map<string, Kept<Value>>();
  private weight = 0;

  constructor(private readonly rules: KeepingRules<Value>) {}

  /** The value kept under `key` at `now`, or the one that `ask` gives; rejects as `ask` does. */
  get(key: string, now: Date, ask: () => Promise<Value>): Promise<Value> {
    const known = this.kept.get(key);
    if (known && known.keptUntilMs > now.getTime()) return known.asking;
    let hasFailed = false;
    const asking = ask().catch((error: unknown) => {
      hasFailed = true;
      if (known?.value !== undefined && this.isUsable(known.value, now)) return known.value;
      throw error;
    });
    const entry: Kept<Value> = { asking, weight: 1, keptUntilMs: Number.POSITIVE_INFINITY };
    this.put(key, entry);
    const failureEndsAt = new Date(now.getTime() + this.rules.failureKeptMs);
    asking.then(
      (value) => this.settle(key, entry, hasFailed ? failureEndsAt : this.rules.keptUntil(value), value),
      () => this.settle(key, entry, failureEndsAt),
    );
    return asking;
  }

  private isUsable(value: Value, now: Date): boolean {
    return (this.rules.usableUntil?.(value) ?? now) > now;
  }

  private put(key: string, entry: Kept<Value>): void {
    this.drop(key);
    this.kept.set(key, entry);
    this.weight += entry.weight;
  }

  private settle(key: string, entry: Kept<Value>, keptUntil: Date, value?: Value): void {
    entry.keptUntilMs = keptUntil.getTime();
    if (value !== undefined) entry.value = value;
    if (this.kept.get(key) !== entry) return;
    const weight = value === undefined ? 1 : (this.rules.weightOf?.(value) ?? 1);
    this.weight += weight - entry.weight;
    entry.weight = weight;
    for (const oldest of this.kept.keys()) {
      if (this.weight <= this.rules.maxWeight) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.weight -= this.kept.get(key)?.weight ?? 0;
    this.kept.delete(key);
  }
}
