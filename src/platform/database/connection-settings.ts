import { type ClientBase, type CustomTypesConfig, types } from 'pg';
import { TurnSocket } from './turn-socket.ts';

const INT8 = 20;
const DATE = 1082;

/**
 * How values of PostgreSQL become JavaScript ones, for our connections only (pg's global table is left alone):
 * `date` stays a string `YYYY-MM-DD`, `timestamptz` is a Date, `numeric` a string, and `int8` a number, because all of
 * ours are counts and positions far below 2^53; one that is not throws instead of losing digits.
 */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') => {
    if (id === DATE) return (text: string) => text;
    if (id === INT8) return safeInteger;
    return types.getTypeParser(id, format as 'text');
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`);
  return value;
}

/** Limits of one connection. Times in milliseconds. */
export interface ConnectionLimits {
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
}

/** What every connection of the serving process is opened with (pg's own option names). */
export function connectionSettings(url: string, limits: ConnectionLimits) {
  return {
    connectionString: url,
    application_name: 'zhaozhang',
    max: limits.poolSize,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    statement_timeout: limits.statementTimeoutMs,
    lock_timeout: limits.lockTimeoutMs,
    idle_in_transaction_session_timeout: limits.statementTimeoutMs * 2,
    keepAlive: true,
    types: columnTypes,
    // What is asked for together travels together (`oneFlight`): no statement waits for the answer to the one before.
    pipeline: true,
    stream: () => new TurnSocket(),
    onConnect: outliveLoss,
  };
}

/**
 * For each connection of a pool, as long as it lives. The pool takes its own listener off a connection that it hands
 * out, and TypeORM adds one only a turn later: an `error` without any listener would end the process. Who uses the
 * connection learns of the loss from the statement that fails, and the pool never hands it out again.
 */
function outliveLoss(client: ClientBase): void {
  client.on('error', () => undefined);
}
