import { DomainError } from '../../shared/domain-error.ts';
import { type ProblemText, registerProblemTexts } from './problem-texts.ts';

export type IdempotencyErrorCode =
  | 'idempotency-key.missing'
  | 'idempotency-key.reused'
  | 'request.in-progress';

const TEXTS: Readonly<Record<IdempotencyErrorCode, ProblemText>> = {
  'idempotency-key.missing': {
    zh: '缺少请求编号（Idempotency-Key，8至128个字符）',
    en: 'The header Idempotency-Key (8 to 128 characters) is missing or not well formed',
  },
  'idempotency-key.reused': {
    zh: '这个请求编号已用于内容不同的请求',
    en: 'This Idempotency-Key was used for a request with another body',
  },
  'request.in-progress': {
    zh: '同一请求正在办理，请稍后再取结果',
    en: 'The same request is being worked on; ask again in a moment',
  },
};

registerProblemTexts('platform', TEXTS);

/** What an idempotency key may be: printable ASCII, 8 to 128 characters. */
const KEY = /^[\x21-\x7e]{8,128}$/;

/** @throws DomainError idempotency-key.missing */
export function requireIdempotencyKey(key: string | undefined): string {
  if (key === undefined || !KEY.test(key))
    throw new DomainError<IdempotencyErrorCode>('invalid', 'idempotency-key.missing');
  return key;
}
