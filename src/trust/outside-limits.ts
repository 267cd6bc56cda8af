/** How patient and how open-handed an asker is. */
export interface OutsideLimits {
  readonly timeoutMs: number;
  readonly tries: number;
  readonly maxListBytes: number;
  /** Exchanges under way at once; beyond that nobody is asked. */
  readonly maxAtOnce: number;
  /** Bytes of answers that are kept. */
  readonly maxKeptBytes: number;
}

/** For sealing: few certificates, named by an operator, and a licence waits. */
export const SEALING_LIMITS: OutsideLimits = {
  timeoutMs: 4_000,
  tries: 3,
  maxListBytes: 1_000_000,
  maxAtOnce: 32,
  maxKeptBytes: 8_000_000,
};

/** For judging: certificates that anyone may send, and a person waits. */
export const JUDGING_LIMITS: OutsideLimits = {
  timeoutMs: 2_500,
  tries: 1,
  maxListBytes: 1_000_000,
  maxAtOnce: 16,
  maxKeptBytes: 8_000_000,
};
