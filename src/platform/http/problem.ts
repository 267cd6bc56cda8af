import { HttpException } from '@nestjs/common';
import { DomainError, type DomainErrorKind, type FieldProblem } from '../../shared/domain-error.ts';
import { asDatabaseFailure } from '../database/database-errors.ts';
import { HttpProblem } from './http-problem.ts';
import type { Language } from './language.ts';
import type { HttpProblemCode } from './platform-texts.ts';
import { problemText } from './problem-texts.ts';

/** The body of `application/problem+json` (RFC 9457); `code`, `errors` and `requestId` are our extension members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly ProblemField[];
  readonly requestId: string;
}

/** `path` is a JSON pointer without the leading slash (`holders/0/code`). */
export interface ProblemField {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** A failure before it has words: what it is, without language and without cause. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly problems: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;
}

const STATUS_OF_KIND: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  unavailable: 503,
};

const CODE_OF_STATUS: Readonly<Record<number, HttpProblemCode>> = {
  400: 'request.malformed',
  401: 'caller.unknown',
  403: 'caller.forbidden',
  404: 'resource.not-found',
  406: 'request.not-acceptable',
  413: 'request.too-large',
  415: 'request.media-type',
  429: 'request.too-many',
  431: 'request.headers-too-large',
};

const TITLES: Readonly<Record<number, Readonly<Record<Language, string>>>> = {
  400: { zh: '请更正后重试', en: 'Correct this and try again' },
  401: { zh: '需要身份凭证', en: 'Credentials needed' },
  403: { zh: '不允许', en: 'Not allowed' },
  404: { zh: '没有找到', en: 'Not found' },
  409: { zh: '与现有记录冲突', en: 'In conflict with what is on record' },
  413: { zh: '内容过大', en: 'Too large' },
  429: { zh: '请稍后再试', en: 'Wait a little' },
  500: { zh: '系统故障', en: 'Fault on our side' },
  503: { zh: '暂时无法办理', en: 'Not possible for the moment' },
};

/** What `error` means to a caller. Whatever is not known is a fault of ours (500) of which nothing is told. */
export function failureOf(thrown: unknown): Failure {
  const error = asDatabaseFailure(thrown);
  if (error instanceof DomainError) {
    const { kind, code, params, problems, retryAfterSeconds } = error;
    return failure(STATUS_OF_KIND[kind], code, {
      params,
      problems,
      headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
    });
  }
  if (error instanceof HttpProblem) return failure(error.status, error.code, { headers: error.headers });
  const status = clientErrorStatus(error);
  return status === null
    ? failure(500, 'service.fault')
    : failure(status, CODE_OF_STATUS[status] ?? 'request.malformed');
}

function failure(status: number, code: string, rest: Partial<Failure> = {}): Failure {
  return { status, code, params: {}, problems: [], headers: {}, ...rest };
}

/** Nest and Fastify throw errors with a status of their own; only those about the request are believed. */
function clientErrorStatus(error: unknown): number | null {
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown })?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** `failure` in words. The reference number of a fault is the id of the request. */
export function problemOf(failure: Failure, language: Language, requestId: string): Problem {
  const { status, code, params, problems } = failure;
  const text = (key: string, values: Failure['params']) => problemText(key, language, values) ?? key;
  return {
    type: `urn:zhaozhang:problem:${code}`,
    title: (TITLES[status] ?? TITLES[400])?.[language] ?? '',
    status,
    detail: text(code, { reference: requestId, ...params }),
    code,
    ...(problems.length > 0
      ? {
          errors: problems.map((field) => ({
            path: field.path,
            code: field.code,
            message: text(field.code, field.params ?? {}),
          })),
        }
      : {}),
    requestId,
  };
}
