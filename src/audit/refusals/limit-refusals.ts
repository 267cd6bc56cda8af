import { Inject, Injectable } from '@nestjs/common';
import type { RequestTrace } from '../../platform/http/request-trace.ts';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { AuditLog } from '../audit-log.ts';
import { clientPrefix } from '../client-prefix.ts';
import { type CountedRefusals, minuteOf, RefusalTally, type RefusalWindow } from './refusal-tally.ts';

const TICK_MS = 1_000;
const MAX_WINDOWS = 10_000;
const CAUSE = { kind: 'system', id: 'request-limits' } as const;

/** Makes the entry of one refused request, as for any other; settles when it is durable. */
export type EnterAlone = () => Promise<void>;

/**
 * Requests that a limit refused leave one entry for the first of a minute and client prefix, and one that counts them
 * all when the minute is over: who floods us must not fill a log that is kept for three years.
 */
@Injectable()
export class LimitRefusals {
  private readonly tally = new RefusalTally(MAX_WINDOWS);
  /** Windows whose first entry is on its way. */
  private readonly opening = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(AuditLog) private readonly log: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws DomainError log-unavailable when the first entry of the window cannot be written */
  async enter(trace: RequestTrace, alone: EnterAlone): Promise<void> {
    const window = this.windowOf(trace);
    const counted = this.tally.counted(window);
    if (counted === null) return alone();
    if (counted === 0) await this.open(window, alone);
    else this.tally.add(window);
  }

  /** Writes what was counted in minutes that are over; at the end of the service, all that was counted. */
  async writeEnded(isAll = false): Promise<void> {
    const ended = this.tally.takeEnded(isAll ? null : this.clock.now());
    for (const refusals of ended.filter(({ count }) => count > 1)) await this.write(refusals);
    if (this.timer && (isAll || this.tally.size === 0)) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }

  /** Refusals that come while the first one is being written wait for it: none is answered before the window has an entry. */
  private async open(window: RefusalWindow, alone: EnterAlone): Promise<void> {
    const key = JSON.stringify(window);
    const first = this.opening.get(key);
    if (first) {
      await first;
      this.tally.add(window);
      return;
    }
    const entry = alone();
    this.opening.set(key, entry);
    try {
      await entry;
      this.tally.add(window);
      this.timer ??= setInterval(() => void this.writeEnded(), TICK_MS).unref();
    } finally {
      this.opening.delete(key);
    }
  }

  /** A count that the log does not take now is kept for the next turn. */
  private async write(refusals: CountedRefusals): Promise<void> {
    const { count, ...window } = refusals;
    try {
      await this.log.recordConsequence(CAUSE, {
        act: 'request.refused-by-limit',
        outcome: 'refused',
        code: 'request.too-many',
        detail: { ...window, count },
      });
    } catch (err) {
      this.tally.add(window, count);
      this.logger.warn({ err, count }, 'a count of refused requests could not be logged yet');
    }
  }

  private windowOf({ caller, rule }: RequestTrace): RefusalWindow {
    const minute = minuteOf(this.clock.now());
    return { prefix: clientPrefix(caller.address), routes: rule.costly ? 'costly' : 'other', minute };
  }
}
