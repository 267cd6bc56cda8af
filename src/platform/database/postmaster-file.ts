import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server writes into `postmaster.pid` of its data folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly dataDir: string;
  readonly port: number;
}

/** The first lines of `postmaster.pid`, or null when no server has left one (or it is still being written). */
export function readPostmasterFile(clusterDir: string): PostmasterFile | null {
  const path = postmasterPath(clusterDir);
  if (!existsSync(path)) return null;
  const [pid, dataDir, , port] = readFileSync(path, 'utf8').split('\n');
  const file = { pid: Number(pid), dataDir: dataDir ?? '', port: Number(port) };
  return file.pid > 1 && file.port > 0 ? file : null;
}

export const postmasterPath = (clusterDir: string): string => join(clusterDir, 'postmaster.pid');

/** A process that has ended but was not yet reaped (`zombie`) still answers signals; PID 1 may take seconds. */
export type ProcessState = 'running' | 'zombie' | 'gone';

/** The state of process `pid`; where there is no /proc, a zombie looks like a running one. */
export function processState(pid: number): ProcessState {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return fields.slice(fields.lastIndexOf(')') + 2).startsWith('Z') ? 'zombie' : 'running';
  } catch {
    return existsSync('/proc/self/stat') ? 'gone' : 'running';
  }
}
