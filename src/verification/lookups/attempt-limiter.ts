/** How many attempts may fail: `burst` at once, one more after every `refillMs`. */
export interface AttemptAllowance {
  readonly burst: number;
  readonly refillMs: number;
}

interface Bucket {
  left: number;
  at: number;
}

/** What an attacker with many addresses can make us remember. */
const MAX_KEYS = 50_000;

/**
 * Token buckets for failed guesses, by key (an address, a number), in this process. Guessing a number with its name is
 * work for machines; people mistype a few times.
 */
export class AttemptLimiter {
  private buckets = new Map<string, Bucket>();

  constructor(private readonly allowance: AttemptAllowance) {}

  /** Attempts that `key` has left. */
  left(key: string, nowMs: number): number {
    return Math.floor(this.filled(key, nowMs).left);
  }

  /** Counts one failed attempt. @returns attempts left */
  spend(key: string, nowMs: number): number {
    const bucket = this.filled(key, nowMs);
    bucket.left = Math.max(0, bucket.left - 1);
    if (this.buckets.size >= MAX_KEYS) this.buckets = new Map();
    this.buckets.set(key, bucket);
    return Math.floor(bucket.left);
  }

  /** Whole minutes until `key` has an attempt again; 0 when it has. */
  minutesToWait(key: string, nowMs: number): number {
    const { left } = this.filled(key, nowMs);
    return left >= 1 ? 0 : Math.ceil(((1 - left) * this.allowance.refillMs) / 60_000);
  }

  private filled(key: string, nowMs: number): Bucket {
    const { burst, refillMs } = this.allowance;
    const known = this.buckets.get(key);
    if (!known) return { left: burst, at: nowMs };
    const left = Math.min(burst, known.left + Math.max(0, nowMs - known.at) / refillMs);
    return { left, at: nowMs };
  }
}
