/** Refusals by a limit that are told apart: one client prefix, one class of routes, one minute. */
export interface RefusalWindow {
  /** As the log shows it in clear: /24 or /48. */
  readonly prefix: string;
  /** Which of the two limits counts such requests. */
  readonly routes: 'costly' | 'other';
  /** First instant of the minute (UTC), RFC 3339. */
  readonly minute: string;
}

/** A minute that has ended, with how many requests were refused in it. */
export interface CountedRefusals extends RefusalWindow {
  readonly count: number;
}

const MINUTE_MS = 60_000;

/** Counts in memory what a limit refuses, for as long as its minute lasts. */
export class RefusalTally {
  private readonly windows = new Map<string, { readonly window: RefusalWindow; count: number }>();

  /** @param maxWindows what an attacker with many addresses can make us remember */
  constructor(private readonly maxWindows: number) {}

  get size(): number {
    return this.windows.size;
  }

  /** How many were refused in the window before, or null where there is no room to count a further window. */
  counted(window: RefusalWindow): number | null {
    const counted = this.windows.get(keyOf(window))?.count ?? 0;
    return counted === 0 && this.windows.size >= this.maxWindows ? null : counted;
  }

  add(window: RefusalWindow, count = 1): void {
    const key = keyOf(window);
    const open = this.windows.get(key);
    if (open) open.count += count;
    else this.windows.set(key, { window, count });
  }

  /** Takes out the windows whose minute is not that of `at`; all of them where that is null. */
  takeEnded(at: Date | null): CountedRefusals[] {
    const present = at && minuteOf(at);
    const ended = [...this.windows].filter(([, { window }]) => window.minute !== present);
    for (const [key] of ended) this.windows.delete(key);
    return ended.map(([, { window, count }]) => ({ ...window, count }));
  }
}

/** The minute of `at` as windows name it. */
export const minuteOf = (at: Date): string =>
  new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS).toISOString();

const keyOf = ({ prefix, routes, minute }: RefusalWindow): string => `${minute} ${routes} ${prefix}`;
