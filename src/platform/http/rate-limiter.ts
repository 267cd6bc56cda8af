const WINDOW_MS = 60_000;
/** What an attacker with many addresses can make us remember within one window. */
const MAX_CLIENTS = 100_000;

/** Counts requests by client in windows of one minute, in this process. */
export class RateLimiter {
  private counts = new Map<string, number>();
  private windowStartMs = 0;

  constructor(private readonly perMinute: number) {}

  /** Seconds to wait when `address` has used up its requests of this minute, otherwise 0. */
  secondsToWait(address: string, nowMs: number): number {
    if (this.perMinute === 0) return 0;
    this.beginWindow(nowMs);
    const client = clientOf(address);
    const count = (this.counts.get(client) ?? 0) + 1;
    this.counts.set(client, count);
    return count > this.perMinute ? Math.ceil((this.windowStartMs + WINDOW_MS - nowMs) / 1000) : 0;
  }

  private beginWindow(nowMs: number): void {
    if (nowMs - this.windowStartMs < WINDOW_MS && this.counts.size < MAX_CLIENTS) return;
    this.counts = new Map();
    this.windowStartMs = nowMs;
  }
}

/** One subscriber holds a whole IPv6 /64, so that is what counts as one client. */
function clientOf(address: string): string {
  return address.includes('.') ? address : address.split(':').slice(0, 4).join(':');
}
