import type { FileInspection, InspectionRequest } from './file-inspection.ts';
import {
  INSPECTION_LIMITS,
  InspectionEnded,
  type InspectionLimits,
  InspectionProcess,
} from './inspection-process.ts';
import { obstructed } from './obstructed.ts';

export interface InspectionPoolOptions {
  /** Path of the compiled `inspection-worker`. */
  readonly program: string;
  readonly processes: number;
  /** Files that may wait for a process; beyond, the caller is told to come back. */
  readonly maxWaiting: number;
  readonly limits?: InspectionLimits;
}

/** A process is retired after so many files: what a file may have done to it harms few others. */
const FILES_PER_PROCESS = 200;

interface Waiting {
  readonly start: (process: InspectionProcess) => void;
  readonly cancel: (error: Error) => void;
}

/** No process can take the file: too many wait, the pool was stopped, or processes do not start. Try again later. */
export class InspectionUnavailable extends Error {}

/**
 * A fixed number of inspection processes and a bounded queue before them. A process that broke a limit is gone and
 * replaced; the others go on meanwhile.
 */
export class InspectionPool {
  private readonly all = new Set<InspectionProcess>();
  private readonly idle: InspectionProcess[] = [];
  private readonly waiting: Waiting[] = [];
  private stopped = false;

  constructor(private readonly options: InspectionPoolOptions) {}

  /** Starts the processes, so that the first file does not wait for them. */
  warmUp(): void {
    while (this.all.size < this.options.processes) this.idle.push(this.startProcess());
  }

  /**
   * Judges a file as soon as a process is free.
   *
   * @returns obstacle `too-costly` where the process broke a limit or died over the file
   * @throws InspectionUnavailable
   */
  async inspect(request: InspectionRequest, file: Uint8Array): Promise<FileInspection> {
    const process = await this.take();
    try {
      return await process.inspect(request, file);
    } catch (error) {
      if (!(error instanceof InspectionEnded)) throw error;
      if (error.end === 'never-started') throw new InspectionUnavailable(error.end);
      return obstructed('other', 'too-costly');
    } finally {
      this.giveBack(process);
    }
  }

  /** Ends all processes; what is being judged ends as `too-costly`, what waits is refused. */
  stop(): void {
    this.stopped = true;
    for (const process of this.all) process.kill();
    for (const { cancel } of this.waiting.splice(0)) cancel(new InspectionUnavailable('stopped'));
  }

  private async take(): Promise<InspectionProcess> {
    if (this.stopped) throw new InspectionUnavailable('stopped');
    const idle = this.idle.pop();
    if (idle) return idle;
    if (this.all.size < this.options.processes) return this.startProcess();
    if (this.waiting.length >= this.options.maxWaiting) throw new InspectionUnavailable('queue-full');
    return new Promise((start, cancel) => this.waiting.push({ start, cancel }));
  }

  private giveBack(process: InspectionProcess): void {
    if (this.stopped) return;
    if (process.judged >= FILES_PER_PROCESS) process.kill();
    const next = process.isOver ? this.startProcess() : process;
    const waiting = this.waiting.shift();
    if (waiting) waiting.start(next);
    else this.idle.push(next);
  }

  private startProcess(): InspectionProcess {
    const { program, limits = INSPECTION_LIMITS } = this.options;
    const process: InspectionProcess = new InspectionProcess(program, limits, () => this.forget(process));
    this.all.add(process);
    return process;
  }

  /** One that died while idle is started anew when it is needed, not at once: a broken program must not spin. */
  private forget(process: InspectionProcess): void {
    this.all.delete(process);
    const at = this.idle.indexOf(process);
    if (at >= 0) this.idle.splice(at, 1);
  }
}
