/** Requests one after another to whichever process answers, until told to end; keeps what was answered. */
export class JournalledRequests {
  /** `x-request-id` of each answer below 500 that came back whole. */
  readonly answered: string[] = [];
  private isEnding = false;
  private readonly working: Promise<unknown>;

  constructor(
    private readonly origins: () => readonly string[],
    path: string,
    workers = 4,
  ) {
    this.working = Promise.all(Array.from({ length: workers }, (_, index) => this.work(index, path)));
  }

  async end(): Promise<void> {
    this.isEnding = true;
    await this.working;
  }

  private async work(index: number, path: string): Promise<void> {
    for (let turn = index; !this.isEnding; turn += 1) {
      const origins = this.origins();
      const origin = origins[turn % origins.length];
      if (origin === undefined) await new Promise(setImmediate);
      else await this.ask(origin + path).catch(() => undefined);
    }
  }

  private async ask(url: string): Promise<void> {
    // A process that is stopped takes the request and never answers.
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    if (response.status < 500) this.answered.push(response.headers.get('x-request-id') ?? 'none');
  }
}
