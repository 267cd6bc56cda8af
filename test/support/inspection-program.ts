import { rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const PROGRAM = resolve('dist/src/verification/inspection/inspection-worker.js');

/**
 * The inspection worker as a program that Node can start, from the present sources; the same place where the build
 * puts it. Written beside and renamed, so that suites at the same time do no harm to each other.
 */
export async function buildInspectionProgram(): Promise<string> {
  const fresh = `${PROGRAM}.${process.pid}.js`;
  await build({
    entryPoints: [resolve('src/verification/inspection/inspection-worker.ts')],
    outfile: fresh,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
  await rename(fresh, PROGRAM);
  return PROGRAM;
}
