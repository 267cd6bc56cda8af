import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Lines of JSON, each on the disk before `note` returns: what it holds was known before anything was done after it. */
export class SyncedJournal<Line> {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  note(line: Line): void {
    writeSync(this.file, `${JSON.stringify(line)}\n`);
    fdatasyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** The lines of a text journal; a last line without its end was being written when its writer was killed. */
export function readLines(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}
