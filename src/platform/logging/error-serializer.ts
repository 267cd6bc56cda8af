import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';

const MAX_CAUSES = 5;

/** What a log line says of an error: enough to find the fault, nothing that a person sent us. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly stack: string;
  readonly cause?: LoggedError;
}

/**
 * An error as it may be logged. PostgreSQL's messages and details repeat values ("Key (code)=(…) already exists"), and
 * so do those of JSON.parse; of these only the codes and the place in our source are kept.
 */
export function serializeError(error: unknown, depth = 0): LoggedError {
  if (error instanceof QueryFailedError) return serializeError(error.driverError, depth);
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error', stack: '' };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: repeatsValues(error) ? `${error.name} (message withheld)` : error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: placesOf(error),
    ...(error.cause !== undefined && depth < MAX_CAUSES
      ? { cause: serializeError(error.cause, depth + 1) }
      : {}),
  };
}

const repeatsValues = (error: Error): boolean =>
  error instanceof DatabaseError || error instanceof SyntaxError;

/** The `at …` lines alone: the first lines of a stack repeat the message. */
const placesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
