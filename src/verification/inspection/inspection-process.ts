import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import type { DrawingRequest, DrawnPage } from './drawn-pages.ts';
import type { FileInspection, InspectionRequest } from './file-inspection.ts';
import { encodeFrame, FrameReader } from './message-frames.ts';

/** How an inspection process is held; the reasons are in docs/adr/0010-judging-uploads.md. */
export interface InspectionLimits {
  readonly wallMs: number;
  readonly memoryBytes: number;
  /** Life's worth of processor time: far above what honest files use before the process is retired. */
  readonly cpuSeconds: number;
}

export const INSPECTION_LIMITS: InspectionLimits = {
  wallMs: 5_000,
  memoryBytes: 512 << 20,
  cpuSeconds: 120,
};

/** Why an inspection has no result. */
export type InspectionEnd = 'never-started' | 'timed-out' | 'too-much-memory' | 'process-ended';

export class InspectionEnded extends Error {
  constructor(readonly end: InspectionEnd) {
    super(end);
  }
}

type Question = InspectionRequest | DrawingRequest;
type Answer = FileInspection | readonly DrawnPage[];

interface Job {
  readonly answered: (answer: Answer) => void;
  readonly ended: (error: InspectionEnded) => void;
}

/** The pipe for messages; standard output is left to whatever a library prints. */
const MESSAGE_FD = 3;
const WATCH_EVERY_MS = 50;
const START_MS = 20_000;
const PAGE_BYTES = 4096;

/**
 * One child process that judges one file at a time. The kernel holds it to its data size, processor time and file size
 * (0: it cannot write), its environment is empty, and files reach it over a pipe. Wall time and, as a second line where
 * the kernel's limit does not bite, resident memory are watched from here; what breaks a limit is killed.
 */
export class InspectionProcess {
  private readonly child: ChildProcess;
  private readonly pipe: Duplex;
  private readonly frames = new FrameReader(0);
  private job: Job | null = null;
  private whenReady: () => void = () => undefined;
  private readonly ready: Promise<void>;
  private endReason: InspectionEnd = 'never-started';
  private over = false;
  /** Files judged so far. */
  judged = 0;

  constructor(
    program: string,
    private readonly limits: InspectionLimits,
    private readonly onEnd: () => void,
  ) {
    this.ready = new Promise((resolve) => {
      this.whenReady = resolve;
    });
    this.child = spawnLimited(program, limits);
    this.pipe = this.child.stdio[MESSAGE_FD] as Duplex;
    this.pipe.on('data', (piece: Buffer) => this.receive(piece));
    // A dead child breaks the pipe; its end is told by `close`.
    this.pipe.on('error', () => undefined);
    this.child.on('error', () => this.finish());
    this.child.on('close', () => this.finish());
  }

  get isOver(): boolean {
    return this.over;
  }

  /**
   * Judges one file. Only one at a time.
   *
   * @throws InspectionEnded when the process broke a limit or died over it; it is gone then
   */
  async inspect(request: InspectionRequest, file: Uint8Array): Promise<FileInspection> {
    return (await this.askInTime(request, file)) as FileInspection;
  }

  /**
   * Draws pages of one file as they were signed and as they are. Only one at a time.
   *
   * @throws InspectionEnded as `inspect`
   */
  async draw(request: DrawingRequest, file: Uint8Array): Promise<readonly DrawnPage[]> {
    return (await this.askInTime(request, file)) as readonly DrawnPage[];
  }

  private async askInTime(request: Question, file: Uint8Array): Promise<Answer> {
    const starting = setTimeout(() => this.kill('never-started'), START_MS);
    await this.ready;
    clearTimeout(starting);
    const deadline = setTimeout(() => this.kill('timed-out'), this.limits.wallMs);
    const watch = setInterval(() => void this.watchMemory(), WATCH_EVERY_MS);
    try {
      return await this.ask(request, file);
    } finally {
      clearTimeout(deadline);
      clearInterval(watch);
    }
  }

  kill(reason: InspectionEnd = 'process-ended'): void {
    this.endReason = reason;
    this.over = true;
    this.child.kill('SIGKILL');
  }

  private ask(request: Question, file: Uint8Array): Promise<Answer> {
    return new Promise((answered, ended) => {
      if (this.over) return ended(new InspectionEnded(this.endReason));
      this.job = { answered, ended };
      for (const part of encodeFrame(request, file)) this.pipe.write(part);
    });
  }

  /** The first frame says that the process is ready, each other one answers a job. */
  private receive(piece: Buffer): void {
    try {
      for (const { head } of this.frames.take(piece)) this.answer(head as Answer | 'ready');
    } catch {
      this.kill();
    }
  }

  private answer(message: Answer | 'ready'): void {
    if (message === 'ready') {
      this.endReason = 'process-ended';
      this.whenReady();
      return;
    }
    const job = this.job;
    this.job = null;
    this.judged += 1;
    job?.answered(message);
  }

  private finish(): void {
    this.over = true;
    this.onEnd();
    this.whenReady();
    const job = this.job;
    this.job = null;
    job?.ended(new InspectionEnded(this.endReason));
  }

  /** Linux tells resident pages in /proc; elsewhere only the kernel's own limit holds. */
  private async watchMemory(): Promise<void> {
    const statm = await readFile(`/proc/${this.child.pid}/statm`, 'latin1').catch(() => '');
    const residentPages = Number(statm.split(' ')[1] ?? 0);
    if (residentPages * PAGE_BYTES > this.limits.memoryBytes) this.kill('too-much-memory');
  }
}

/** Sets what the kernel enforces, then becomes the program itself. `$1` data size in KiB, `$2` seconds. */
const LIMIT_AND_EXEC = 'ulimit -c 0; ulimit -f 0; ulimit -d "$1"; ulimit -t "$2"; shift 2; exec "$@"';

function spawnLimited(program: string, limits: InspectionLimits): ChildProcess {
  const flags = [
    // Guard regions of WebAssembly would reserve address space by the gigabyte.
    '--disable-wasm-trap-handler',
    '--max-old-space-size=256',
    '--no-warnings',
  ];
  const numbers = [String(limits.memoryBytes / 1024), String(limits.cpuSeconds)];
  return spawn('/bin/sh', ['-c', LIMIT_AND_EXEC, 'sh', ...numbers, process.execPath, ...flags, program], {
    // Nothing of the service's environment: no secret, no database.
    env: { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    cwd: '/',
  });
}
