const MINUTE_MS = 60_000;

/** Counts the calls of each client in the minutes of the clock; one count a process. */
export class CallQuota {
  private minute = 0;
  private calls = new Map<string, number>();

  /**
   * Counts one call of `clientId`.
   *
   * @param perMinute how many it may make
   * @returns 0, or after how many seconds the next minute begins when this call is one too many
   */
  secondsToWait(clientId: string, perMinute: number, at: Date): number {
    const minute = Math.floor(at.getTime() / MINUTE_MS);
    if (minute !== this.minute) {
      this.minute = minute;
      this.calls = new Map();
    }
    const calls = (this.calls.get(clientId) ?? 0) + 1;
    this.calls.set(clientId, calls);
    return calls <= perMinute ? 0 : Math.ceil(((minute + 1) * MINUTE_MS - at.getTime()) / 1_000);
  }
}
