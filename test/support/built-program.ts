import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { newTestFolder } from './test-server.ts';

const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** A running command of the built program, and what it has said so far. */
export interface Running {
  readonly child: ChildProcess;
  /** Exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  readonly said: () => string;
}

/** The program as `npm run build` makes it, in a folder of its own. */
export class BuiltProgram {
  readonly folder = newTestFolder();

  constructor() {
    const options = [
      '-p',
      'tsconfig.build.json',
      '--outDir',
      join(this.folder, 'dist'),
      '--incremental',
      'false',
    ];
    // Types are the business of `npm run check`; what is wrong with them keeps nothing from being written.
    spawnSync(process.execPath, [TSC, ...options, '--noCheck'], { stdio: 'ignore' });
    cpSync(resolve('src/web/public'), join(this.folder, 'dist/src/web/public'), { recursive: true });
    cpSync(resolve('package.json'), join(this.folder, 'package.json'));
    mkdirSync(join(this.folder, 'docs'));
    cpSync(resolve('docs/openapi.json'), join(this.folder, 'docs/openapi.json'));
    symlinkSync(resolve('node_modules'), join(this.folder, 'node_modules'));
  }

  /** Starts `zhaozhang <command> <options>` with these variables and no others. */
  run(
    command: string,
    variables: Readonly<Record<string, string>>,
    options: readonly string[] = [],
  ): Running {
    const child = spawn(process.execPath, [join(this.folder, 'dist/src/cli.js'), command, ...options], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'] ?? '', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    const exited = once(child, 'close').then(([code]) => code as number | null);
    return { child, exited, said: () => said };
  }
}
