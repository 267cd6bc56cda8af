import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A child ended badly; it has said why on its own error output, so nothing is to be added. */
export class ChildFailed extends Error {}

const CLI = fileURLToPath(new URL('./cli.js', import.meta.url));

/** Variables that a child may have besides those given: never the database owner's, never another program's secrets. */
const PASSED_ON = ['PATH', 'HOME', 'TZ', 'LANG', 'LC_ALL', 'NODE_ENV', 'NODE_EXTRA_CA_CERTS', 'HOST', 'PORT'];

/** The environment of a child: what is passed on, our own `ZZ_…` settings except the owner's URL, and `extra`. */
export function childEnvironment(
  environment: NodeJS.ProcessEnv,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    ([name, value]) =>
      value !== undefined &&
      (PASSED_ON.includes(name) || name.startsWith('ZZ_')) &&
      name !== 'ZZ_DATABASE_OWNER_URL',
  );
  return { ...(Object.fromEntries(kept) as Record<string, string>), ...extra };
}

/**
 * Runs `cli.js <command> <options>` to its end; its output goes where ours goes.
 *
 * @throws ChildFailed when it ends with another code than 0
 */
export async function runCommand(
  command: string,
  environment: Record<string, string>,
  options: readonly string[] = [],
): Promise<void> {
  const child = spawn(process.execPath, [CLI, command, ...options], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new ChildFailed(`“${command}” did not succeed (exit code ${code ?? 'none, killed'})`);
}

export interface ServiceProcess {
  readonly pid: number;
  /** Base address that answers, for example http://127.0.0.1:3000. */
  readonly address: string;
  readonly exited: Promise<number>;
  /** Asks it to finish what is under way and waits until it is gone. */
  stop(): Promise<number>;
}

/**
 * Starts `cli.js serve` with the limited environment given and resolves once it listens.
 *
 * @throws ChildFailed when it ends before it listens
 */
export async function startService(environment: Record<string, string>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit').then(([code]) => (code as number | null) ?? 1);
  const address = await Promise.race([listening(child), exited.then(() => null)]);
  if (address === null) throw new ChildFailed('the service ended before it was ready');
  return {
    pid: child.pid ?? 0,
    address,
    exited,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

/** The address that the child reports when it listens. */
async function listening(child: ChildProcess): Promise<string> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ listening?: string }];
    if (message.listening) return message.listening;
  }
}
