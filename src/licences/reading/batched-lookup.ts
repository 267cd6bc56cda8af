/** One statement for many keys: rows of one key are told apart by `keyOf`. */
export interface BatchedLookupOptions<Value> {
  /** Finds the values of all keys in one statement. */
  readonly find: (keys: string[]) => Promise<Value[]>;
  readonly keyOf: (value: Value) => string;
  readonly maxBatch: number;
}

interface Waiter<Value> {
  readonly resolve: (value: Value | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Look-ups of concurrent requests in one statement: one flush in flight, no timer. The first key goes at once; what
 * comes meanwhile waits for its return and then goes together. A failed statement fails all whose key was in it.
 */
export class BatchedLookup<Value> {
  private waiting = new Map<string, Waiter<Value>[]>();
  private isFlushing = false;

  constructor(private readonly options: BatchedLookupOptions<Value>) {}

  /** The value of `key`, or `null`. */
  load(key: string): Promise<Value | null> {
    return new Promise((resolve, reject) => {
      const waiters = this.waiting.get(key);
      if (waiters) waiters.push({ resolve, reject });
      else this.waiting.set(key, [{ resolve, reject }]);
      if (!this.isFlushing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.isFlushing = true;
    while (this.waiting.size > 0) await this.flushOnce(this.takeBatch());
    this.isFlushing = false;
  }

  private takeBatch(): Map<string, Waiter<Value>[]> {
    if (this.waiting.size <= this.options.maxBatch) {
      const all = this.waiting;
      this.waiting = new Map();
      return all;
    }
    const batch = new Map([...this.waiting].slice(0, this.options.maxBatch));
    for (const key of batch.keys()) this.waiting.delete(key);
    return batch;
  }

  private async flushOnce(batch: Map<string, Waiter<Value>[]>): Promise<void> {
    try {
      const values = await this.options.find([...batch.keys()]);
      const byKey = new Map(values.map((value) => [this.options.keyOf(value), value]));
      for (const [key, waiters] of batch) for (const { resolve } of waiters) resolve(byKey.get(key) ?? null);
    } catch (error) {
      for (const waiters of batch.values()) for (const { reject } of waiters) reject(error);
    }
  }
}
