import { ConfigError } from './config/config-error.ts';
import { sqlState } from './platform/database/database-errors.ts';
import { EmbeddedServerError } from './platform/database/embedded-server-error.ts';

const BY_SQL_STATE: Readonly<Record<string, string>> = {
  '28P01': 'the database refuses our password: correct DATABASE_URL',
  '28000': 'the database refuses our role or address: correct DATABASE_URL or its pg_hba.conf',
  '3D000': 'that database does not exist: create it or correct DATABASE_URL',
  '42P01': 'the database lacks our tables: run “zhaozhang migrate” first',
  '42501': 'the database role may not do what the service needs: run “zhaozhang migrate” first',
};

type SystemError = NodeJS.ErrnoException & { readonly port?: number; readonly address?: string };

/** Why the service did not start and what to do about it, in one line; null for what nobody foresaw. */
export function startFailureLine(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof EmbeddedServerError) return error.message;
  const { code, port, address, path } = (error ?? {}) as SystemError;
  if (code === 'EADDRINUSE') return `port ${port} is busy: stop the other program or set PORT to another one`;
  if (code === 'EADDRNOTAVAIL') return `this machine has no address ${address}: correct HOST`;
  if (code === 'EACCES' && port !== undefined)
    return `no right to listen on port ${port}: set PORT to 1024 or above`;
  if (code === 'EACCES' || code === 'EROFS') return `no right to write ${path}: give it or set ZZ_DATA_DIR`;
  if (code === 'ENOSPC') return 'the disk is full: make room in ZZ_DATA_DIR';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'the database does not answer: see that it runs and that DATABASE_URL is right';
  return BY_SQL_STATE[sqlState(error) ?? ''] ?? null;
}
