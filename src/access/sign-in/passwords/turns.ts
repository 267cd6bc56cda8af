/** Lets a few pieces of work run at a time and a few more wait; the rest is told at once that there is no room. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mayWait: number,
  ) {}

  /** What `work` gives, in its turn; undefined when too much waits already. */
  async take<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.mayWait) return undefined;
      await new Promise<void>((turn) => this.waiting.push(turn));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next one waiting; `running` counts it on.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
