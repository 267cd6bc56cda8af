import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Config } from '../../config/config.ts';
import { serializeError } from './error-serializer.ts';

export type { Logger } from 'pino';

/** Nest token of the one `Logger`. */
export const LOGGER = Symbol('Logger');

/** Members that never reach the log, at the top and one level down. */
const REDACTED = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'masterKey',
  'privateKey',
  'holder',
  'holders',
  'holderCode',
  'holderName',
  'body',
];

/** Structured logs, one JSON object a line, without secrets and without personal data; on standard output by default. */
export function createLogger(
  log: Config['log'],
  destination: DestinationStream = pino.destination(1),
): Logger {
  const options: LoggerOptions = {
    level: log.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: serializeError },
    redact: { paths: REDACTED.flatMap((member) => [member, `*.${member}`]), censor: '[redacted]' },
  };
  return pino(options, destination);
}
