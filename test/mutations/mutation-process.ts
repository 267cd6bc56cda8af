import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { MutationOutcome } from './mutation-judge.ts';
import type { MutationSeed } from './mutation-seeds.ts';

export interface MutationResult extends MutationOutcome {
  readonly index: number;
  readonly title: string;
  readonly mutations: readonly string[];
  readonly tookMs: number;
  readonly residentBytes: number;
}

/** As a file from outside is held (docs/adr/0010-judging-uploads.md). */
export const FILE_LIMITS = { wallMs: 5_000, memoryBytes: 512 << 20 } as const;

type Message = MutationResult | { readonly started: number } | { readonly wantsMore: true };

/** One worker process under the limits of a file; what breaks them is told as a finding, and the worker replaced. */
export class MutationProcess {
  private child: ChildProcess;
  private deadline: NodeJS.Timeout | undefined;
  private current = -1;
  private indexes: readonly number[] = [];

  constructor(
    private readonly seeds: readonly MutationSeed[],
    private readonly seedOfRun: number,
    private readonly takeIndexes: () => readonly number[],
    private readonly onResult: (result: MutationResult) => void,
    private readonly onDone: () => void,
  ) {
    this.child = this.start();
    this.giveMore();
  }

  private start(): ChildProcess {
    const child = fork(join(import.meta.dirname, 'mutation-worker.js'), {
      serialization: 'advanced',
      execArgv: ['--no-warnings', '--max-old-space-size=384'],
    });
    child.on('message', (message: Message) => this.receive(message));
    child.on('exit', () => {
      if (child === this.child) this.replace('the process ended over it');
    });
    child.send({ seeds: this.seeds, seedOfRun: this.seedOfRun });
    return child;
  }

  private receive(message: Message): void {
    clearTimeout(this.deadline);
    if ('wantsMore' in message) this.giveMore();
    else if ('started' in message) {
      this.current = message.started;
      this.deadline = setTimeout(() => this.replace('took longer than 5 s'), FILE_LIMITS.wallMs);
    } else this.receiveResult(message);
  }

  private receiveResult(message: MutationResult): void {
    this.indexes = this.indexes.filter((index) => index !== message.index);
    const isLarge = message.residentBytes > FILE_LIMITS.memoryBytes;
    this.onResult(isLarge ? { finding: 'more than 512 MB', ...message } : message);
  }

  private giveMore(): void {
    this.indexes = this.takeIndexes();
    if (this.indexes.length === 0) this.end();
    else this.child.send({ indexes: this.indexes, seedOfRun: this.seedOfRun });
  }

  private replace(finding: string): void {
    const ended = this.child;
    const rest = this.indexes.filter((index) => index !== this.current);
    const nothing = {
      title: '',
      mutations: [],
      tookMs: FILE_LIMITS.wallMs,
      residentBytes: 0,
      wasRendered: false,
    };
    this.onResult({ index: this.current, verdict: 'unreadable', finding, ...nothing });
    this.child = this.start();
    ended.kill('SIGKILL');
    this.indexes = rest;
    if (rest.length > 0) this.child.send({ indexes: rest, seedOfRun: this.seedOfRun });
    else this.giveMore();
  }

  private end(): void {
    const { child } = this;
    child.removeAllListeners('exit');
    child.once('exit', this.onDone);
    child.disconnect();
  }
}
