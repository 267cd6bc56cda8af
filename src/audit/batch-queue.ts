/** Writes a batch as a whole or not at all. */
export type WriteBatch<Item> = (items: readonly Item[]) => Promise<void>;

interface Waiting<Item> {
  readonly item: Item;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface BatchQueueOptions<Item> {
  readonly write: WriteBatch<Item>;
  readonly maxBatch: number;
  readonly maxWaiting: number;
  /** True when a failed batch was surely not written and one bad item may be to blame: then each is tried alone. */
  readonly mayRetrySingly: (error: unknown) => boolean;
  /** What a caller is told when too many wait already, or when `cause` kept the item from being written. */
  readonly refusal: (cause: unknown) => Error;
}

/**
 * Group commit: what concurrent callers add is written together. One batch is under way at a time and the next starts
 * as soon as it is back, so there is no timer and a lone caller waits for nobody.
 */
export class BatchQueue<Item> {
  private waiting: Waiting<Item>[] = [];
  private flushing: Promise<void> | null = null;

  constructor(private readonly options: BatchQueueOptions<Item>) {}

  get length(): number {
    return this.waiting.length;
  }

  /**
   * Resolves when `item` is durable; rejects when it is not, when that cannot be known, or at once when too many wait
   * already.
   *
   * @throws what `refusal` makes
   */
  add(item: Item): Promise<void> {
    const { maxWaiting, refusal } = this.options;
    if (this.waiting.length >= maxWaiting)
      return Promise.reject(refusal(new Error(`${maxWaiting} wait already`)));
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      this.flushing ??= this.flushAll();
    });
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.flushing) await this.flushing;
  }

  private async flushAll(): Promise<void> {
    // Leave the adding turn first: what the same turn adds joins the first batch.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.flush(this.waiting.splice(0, this.options.maxBatch));
    this.flushing = null;
  }

  private async flush(batch: readonly Waiting<Item>[]): Promise<void> {
    try {
      await this.options.write(batch.map(({ item }) => item));
      for (const { done } of batch) done();
    } catch (error) {
      if (batch.length > 1 && this.options.mayRetrySingly(error)) await this.flushSingly(batch);
      else for (const { failed } of batch) failed(this.options.refusal(error));
    }
  }

  private async flushSingly(batch: readonly Waiting<Item>[]): Promise<void> {
    for (const waiting of batch) await this.flush([waiting]);
  }
}
