import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { hasTool } from '../test/support/tools.ts';
import { OTHER_CORE } from './bench-city.ts';

/** A program that answers each line with one of its own: ours and its peer are asked in turns, each warm and alone. */
export class LineProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly reader: Interface,
  ) {}

  /** @param environment default that of this process */
  static start(
    command: readonly string[],
    {
      onOneCore = false,
      environment = process.env,
    }: { onOneCore?: boolean; environment?: NodeJS.ProcessEnv } = {},
  ): LineProcess {
    const pinned = onOneCore && hasTool('taskset') ? ['taskset', '-c', OTHER_CORE, ...command] : command;
    const [program = '', ...parameters] = pinned;
    const child = spawn(program, parameters, { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
    const reader = createInterface({ input: child.stdout });
    return new LineProcess(child, reader[Symbol.asyncIterator](), reader);
  }

  /** The answer, which is JSON. */
  async ask<Answer>(line: string): Promise<Answer> {
    this.child.stdin?.write(`${line}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`${this.child.spawnargs.join(' ')} ended before it answered ${line}`);
    return JSON.parse(value) as Answer;
  }

  async end(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.stdin?.end();
    await gone;
    this.reader.close();
  }
}

/** Answers every line of standard input, for programs that are asked so; ends with it. */
export async function answerLines(answer: (line: string) => unknown): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
  }
}

/** The most memory that this process has had resident, MiB. */
export function peakMemoryMib(): number {
  const [, kib = 'NaN'] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kib) / 1024;
}
