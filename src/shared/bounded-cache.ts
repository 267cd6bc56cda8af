/** Keeps the `limit` values used last; for what can be made again at any time. */
export class BoundedCache<Key, Value> {
  private readonly values = new Map<Key, Value>();

  constructor(private readonly limit: number) {}

  /** The kept value, now the one used last. */
  get(key: Key): Value | undefined {
    const value = this.values.get(key);
    if (value !== undefined) {
      this.values.delete(key);
      this.values.set(key, value);
    }
    return value;
  }

  /** Lets go of a value, where it is kept. */
  delete(key: Key): void {
    this.values.delete(key);
  }

  /** Keeps a value and lets go of the one unused longest when there are too many. */
  set(key: Key, value: Value): void {
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.limit && oldest !== undefined) this.values.delete(oldest);
  }
}
