import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processState } from './postmaster-file.ts';
import { writePrivateFile } from './secret-file.ts';

const leasePath = (dataDir: string) => join(dataDir, 'postgres.keeper');

/** Makes `pid` the keeper of the embedded server unless another living process is. */
export function takeLease(dataDir: string, pid: number): void {
  const keeper = readKeeper(dataDir);
  if (keeper === null || processState(keeper) !== 'running') writePrivateFile(leasePath(dataDir), `${pid}\n`);
}

/** True when `pid` is the keeper, or the keeper has died: then whoever comes may stop the server. */
export function holdsLease(dataDir: string, pid: number): boolean {
  const keeper = readKeeper(dataDir);
  return keeper === null || keeper === pid || processState(keeper) !== 'running';
}

function readKeeper(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(leasePath(dataDir), 'utf8'));
    return pid > 1 ? pid : null;
  } catch {
    return null;
  }
}
