import { execFileSync } from 'node:child_process';
import { hasTool } from '../test/support/tools.ts';
import { OTHER_CORE } from './bench-city.ts';

/** Holds this process with all its threads to one core while `work` runs: whoever uses helper threads gains nothing. */
export async function onOneCore<T>(work: () => Promise<T>): Promise<T> {
  if (!hasTool('taskset')) return work();
  const before = affinity();
  pin(OTHER_CORE);
  try {
    return await work();
  } finally {
    pin(before);
  }
}

/** Cores as `taskset` lists them, for example `0,1`. */
function affinity(): string {
  const said = execFileSync('taskset', ['-pc', String(process.pid)], { encoding: 'utf8' });
  return said.slice(said.lastIndexOf(':') + 1).trim();
}

function pin(cores: string): void {
  execFileSync('taskset', ['-apc', cores, String(process.pid)], { stdio: 'ignore' });
}
