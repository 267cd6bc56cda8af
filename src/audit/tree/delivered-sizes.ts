/** How long after a delivery a checkpoint of a smaller size may still appear, of another process that was slower. */
const STRAGGLERS_MS = 120_000;

/** Which checkpoints have been delivered: all up to `settled`, and some beyond it. */
export class DeliveredSizes {
  private readonly beyond = new Map<number, number>();

  constructor(private upTo: number) {}

  /** Everything up to this size needs no second look, also after a restart. */
  get settled(): number {
    return this.upTo;
  }

  has(size: number): boolean {
    return size <= this.upTo || this.beyond.has(size);
  }

  /** @param nowMs by a clock that only goes forward */
  add(size: number, nowMs: number): void {
    this.beyond.set(size, nowMs);
  }

  /** @returns whether `settled` has grown */
  settle(nowMs: number): boolean {
    const before = this.upTo;
    for (const size of [...this.beyond.keys()].sort((one, other) => one - other)) {
      if (nowMs - (this.beyond.get(size) ?? nowMs) < STRAGGLERS_MS) break;
      this.upTo = size;
      this.beyond.delete(size);
    }
    return this.upTo > before;
  }
}
