import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { AttemptLimiter } from './attempt-limiter.ts';

const MINUTE_MS = 60_000;

/** Failed guesses of number and name: of one address, and at one number by anyone. */
@Injectable()
export class Attempts {
  private readonly byAddress = new AttemptLimiter({ burst: 30, refillMs: MINUTE_MS });
  private readonly bySubject = new AttemptLimiter({ burst: 10, refillMs: 2 * MINUTE_MS });
  private readonly isLimited: boolean;

  /** A service without a limit on requests (0) has none on guesses either: it is being measured or tested. */
  constructor(@Inject(CONFIG) config: Config) {
    this.isLimited = config.http.rateLimitPerMinute > 0;
  }

  /** Whole minutes to wait before the next attempt; 0 when it may be made. */
  minutesToWait(address: string, subject: string, now: Date): number {
    if (!this.isLimited) return 0;
    const at = now.getTime();
    return Math.max(this.byAddress.minutesToWait(address, at), this.bySubject.minutesToWait(subject, at));
  }

  /** Counts a failed attempt. @returns attempts left */
  spend(address: string, subject: string, now: Date): number | undefined {
    if (!this.isLimited) return undefined;
    const at = now.getTime();
    return Math.min(this.byAddress.spend(address, at), this.bySubject.spend(subject, at));
  }
}
