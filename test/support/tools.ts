import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** True when `name` is a program on the PATH of the machine that runs the tests. */
export function hasTool(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/**
 * `it` where every named outside judge is installed; otherwise the test is reported as *skipped*, its title saying
 * which judge is missing.
 */
export function itJudgedBy(...tools: string[]) {
  const missing = tools.filter((tool) => !hasTool(tool));
  return (title: string, run: jest.ProvidesCallback, timeoutMs?: number): void => {
    if (missing.length === 0) it(title, run, timeoutMs);
    else it.skip(`${title} (skipped: ${missing.join(', ')} not installed)`, run, timeoutMs);
  };
}
