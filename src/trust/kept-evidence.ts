/** How long answers are kept, and how many. */
export interface KeepingRules<Value> {
  /** Until when a value may be given to others. */
  readonly keptUntil: (value: Value) => Date;
  /** How long nobody asks anew after a failure. */
  readonly failureKeptMs: number;
  /** The most that all values may weigh together; the oldest go first. */
  readonly maxWeight: number;
  /** Of one value, for example its bytes; 1 where all weigh the same. */
  readonly weightOf?: (value: Value) => number;
}

interface Kept<Value> {
  readonly value: Promise<Value>;
  weight: number;
  keptUntilMs: number;
}

/**
 * Answers that many ask for: one asks, all others wait for the same answer, and it is kept until it is stale. A failure
 * is kept too, for a moment, so that a service that is down is not asked by every request.
 */
export class KeptEvidence<Value> {
  private readonly kept = new Map<string, Kept<Value>>();
  private weight = 0;

  constructor(private readonly rules: KeepingRules<Value>) {}

  /** The value kept under `key` at `now`, or the one that `ask` gives; rejects as `ask` does. */
  get(key: string, now: Date, ask: () => Promise<Value>): Promise<Value> {
    const nowMs = now.getTime();
    const known = this.kept.get(key);
    if (known && known.keptUntilMs > nowMs) return known.value;
    const entry: Kept<Value> = { value: ask(), weight: 1, keptUntilMs: Number.POSITIVE_INFINITY };
    this.put(key, entry);
    entry.value.then(
      (value) => this.settle(key, entry, this.rules.keptUntil(value), this.rules.weightOf?.(value) ?? 1),
      () => this.settle(key, entry, new Date(nowMs + this.rules.failureKeptMs), 1),
    );
    return entry.value;
  }

  private put(key: string, entry: Kept<Value>): void {
    this.drop(key);
    this.kept.set(key, entry);
    this.weight += entry.weight;
  }

  private settle(key: string, entry: Kept<Value>, keptUntil: Date, weight: number): void {
    entry.keptUntilMs = keptUntil.getTime();
    if (this.kept.get(key) !== entry) return;
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
