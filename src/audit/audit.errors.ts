import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';
import { DomainError } from '../shared/domain-error.ts';

/** Closed codes of the access log. */
export type AuditErrorCode = 'log-unavailable' | 'log-entry.not-found' | 'log.size-unknown';

const TEXTS: Readonly<Record<Exclude<AuditErrorCode, 'log-unavailable'>, ProblemText>> = {
  'log-entry.not-found': { zh: '日志中没有这条记录', en: 'The log has no such entry' },
  'log.size-unknown': {
    zh: '日志检查点尚未达到这一长度（目前为 {size} 条）',
    en: 'No checkpoint of the log reaches this size yet (it is {size} now)',
  },
};

registerProblemTexts('audit', TEXTS);

/** The log cannot be written, so nothing may be answered: 503. */
export function logUnavailable(cause: unknown): DomainError<AuditErrorCode> {
  return new DomainError('unavailable', 'log-unavailable', { cause });
}

export const logEntryNotFound = (): DomainError<AuditErrorCode> =>
  new DomainError('not-found', 'log-entry.not-found');

/** @param size entries under the newest checkpoint */
export const logSizeUnknown = (size: number): DomainError<AuditErrorCode> =>
  new DomainError('not-found', 'log.size-unknown', { params: { size } });
