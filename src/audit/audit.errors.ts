import { DomainError } from '../shared/domain-error.ts';

/** Closed codes of the access log. */
export type AuditErrorCode = 'log-unavailable';

/** The log cannot be written, so nothing may be answered: 503. */
export function logUnavailable(cause: unknown): DomainError<AuditErrorCode> {
  return new DomainError('unavailable', 'log-unavailable', { cause });
}
