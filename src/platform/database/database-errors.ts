import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { DomainError } from '../../shared/domain-error.ts';

/** Closed codes of what the database does to us (texts: `platform/http/platform-texts.ts`). */
export type DatabaseErrorCode = 'database.unreachable' | 'database.too-slow' | 'database.outcome-unknown';

/** SQLSTATE classes and codes that mean: this connection or this server is gone or full for now. */
const UNREACHABLE = /^(08...|57P0[123]|53[123]00|25P03|26000)$/;
/** statement_timeout and lock_timeout. */
const TOO_SLOW = new Set(['57014', '55P03']);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
]);
/** pg reports these without any code. */
const PG_CONNECTION_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed)|Cannot use a pool after)/;

/** The failure below TypeORM's wrapper. */
export function driverError(error: unknown): unknown {
  return error instanceof QueryFailedError ? error.driverError : error;
}

/** The SQLSTATE (`23505`) of a failed statement, or null for anything else. */
export function sqlState(error: unknown): string | null {
  const cause = driverError(error);
  return cause instanceof DatabaseError ? (cause.code ?? null) : null;
}

/** The name of the constraint that refused the statement, or null when none did. */
export function violatedConstraint(error: unknown): string | null {
  const cause = driverError(error);
  return cause instanceof DatabaseError && cause.code?.startsWith('23') ? (cause.constraint ?? null) : null;
}

/** 40001 serialization failure and 40P01 deadlock: the same work in a fresh transaction may well succeed. */
export function mayBeRetried(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** True when the connection was lost, so that what was sent last may or may not have happened. */
export function isConnectionLoss(error: unknown): boolean {
  const cause = driverError(error);
  if (!(cause instanceof Error)) return false;
  const code = (cause as { code?: unknown }).code;
  if (typeof code === 'string') return NETWORK.has(code) || UNREACHABLE.test(code);
  return PG_CONNECTION_MESSAGE.test(cause.message);
}

/** `error` as a DomainError `unavailable` where the database is away or too slow; anything else as it is. */
export function asDatabaseFailure(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (isConnectionLoss(error)) return unavailable('database.unreachable', error);
  if (TOO_SLOW.has(sqlState(error) ?? '')) return unavailable('database.too-slow', error);
  return error;
}

/** A DomainError `unavailable`: the caller may try again later. */
export function unavailable(code: DatabaseErrorCode, cause: unknown): DomainError<DatabaseErrorCode> {
  return new DomainError('unavailable', code, { cause });
}
