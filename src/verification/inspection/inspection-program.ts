import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Path of the program that inspection processes run: compiled beside this file, or, when the service runs from its
 * sources as tests do, in `dist/`, where the build puts it.
 */
export function inspectionProgram(): string {
  const beside = fileURLToPath(new URL('./inspection-worker.js', import.meta.url));
  if (existsSync(beside)) return beside;
  const built = '../../../dist/src/verification/inspection/inspection-worker.js';
  return fileURLToPath(new URL(built, import.meta.url));
}
