import { readdirSync, readFileSync } from 'node:fs';

/**
 * Kills a database server at once: its postmaster is stopped first so that it makes no further children, then it and
 * they get SIGKILL. Synchronous, so that nothing of the caller runs in between. Linux only (/proc).
 */
export function killServerTree(postmasterPid: number): void {
  signal(postmasterPid, 'SIGSTOP');
  for (const pid of [...childrenOf(postmasterPid), postmasterPid]) signal(pid, 'SIGKILL');
}

export function childrenOf(parentPid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && parentOf(pid) === parentPid);
}

/** The fourth field of /proc/<pid>/stat; the second, the name in brackets, may hold anything. */
function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended by itself a moment ago.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
