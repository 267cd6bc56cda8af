import { accessSync, chownSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The operating-system user that PostgreSQL runs as. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const CANDIDATES = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so under root it gets the account `postgres`, else `nobody`.
 * `null` means: run as whoever we are.
 */
export function chooseServerAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  for (const wanted of CANDIDATES) {
    const account = accounts.find(({ name }) => name === wanted);
    if (account) return account;
  }
  return { name: '65534', uid: 65_534, gid: 65_534 };
}

/** True when `account` (or, for null, this process) may pass through every folder above and including `path`. */
export function canEnter(path: string, account: ServerAccount | null): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (!maySearch(folder, account)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function maySearch(folder: string, account: ServerAccount | null): boolean {
  try {
    if (account === null) {
      accessSync(folder, constants.X_OK);
      return true;
    }
    const { mode, uid, gid } = statSync(folder);
    if (uid === account.uid) return (mode & 0o100) !== 0;
    if (gid === account.gid) return (mode & 0o010) !== 0;
    return (mode & 0o001) !== 0;
  } catch {
    return false;
  }
}

/** Gives `path` to `account`; nothing to do when we run the server as ourselves. */
export function giveTo(account: ServerAccount | null, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}
