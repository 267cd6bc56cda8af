import { setTimeout as sleep } from 'node:timers/promises';
import type { BuiltProgram, Running } from './built-program.ts';

/** One of several processes that serve on one database and one data folder. */
export class ServiceInstance {
  private constructor(
    private readonly running: Running,
    readonly origin: string,
  ) {}

  /** @throws Error with what it said when it ends before it listens */
  static async start(
    program: BuiltProgram,
    variables: Readonly<Record<string, string>>,
  ): Promise<ServiceInstance> {
    const running = program.run('serve', { PORT: '0', ZZ_MODE: 'trial', ...variables });
    let code: number | null | undefined;
    void running.exited.then((ended) => {
      code = ended;
    });
    for (;;) {
      const [, address] = /"address":"([^"]+)"/.exec(running.said()) ?? [];
      if (address) return new ServiceInstance(running, address);
      if (code !== undefined) throw new Error(`ended with ${code}: ${running.said()}`);
      await sleep(20);
    }
  }

  /** What it has written to its log so far. */
  get said(): string {
    return this.running.said();
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.running.child.kill(name);
  }

  /** Ends it by `name`, also where it is stopped. */
  async end(name: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.running.child.kill(name);
    this.running.child.kill('SIGCONT');
    await this.running.exited;
  }
}
