import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logging/logger.ts';
import { preferredLanguage } from './language.ts';
import './platform-texts.ts';
import { failureOf, type Problem, problemOf } from './problem.ts';
import type { ProblemPage } from './problem-page.ts';
import { cspNonceOf, traceOf } from './request-trace.ts';

/** Turns whatever was thrown into the answer that its caller can read: a page for people, JSON for programs. */
export class ProblemSender {
  constructor(
    private readonly logger: Logger,
    private readonly page: ProblemPage | null,
  ) {}

  send(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const trace = traceOf(request);
    const failure = failureOf(error);
    trace.code = failure.code;
    if (failure.status >= 500) this.logCause(error, failure.status, trace);
    const language = preferredLanguage(request.headers['accept-language']);
    const problem = problemOf(failure, language, trace.requestId);
    reply
      .code(failure.status)
      .headers(failure.headers)
      .header('content-language', language === 'zh' ? 'zh-CN' : 'en');
    if (this.page && wantsPage(request.headers.accept))
      void reply
        .type('text/html; charset=utf-8')
        .send(this.page.render(problem, language, cspNonceOf(trace)));
    else void reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }

  private logCause(
    err: unknown,
    status: number,
    { requestId, method, route }: { requestId: string; method: string; route: string | null },
  ): void {
    const line = { err, requestId, method, route };
    if (status === 500) this.logger.error(line, 'a request failed on our side');
    else this.logger.warn(line, 'a request could not be served for now');
  }
}

/** True when `accept` asks for HTML before it asks for JSON, as browsers do. */
function wantsPage(accept: string | undefined): boolean {
  if (!accept) return false;
  const html = accept.indexOf('text/html');
  const json = accept.indexOf('json');
  return html >= 0 && (json < 0 || html < json);
}

/** `problem` for a socket on which HTTP was never spoken right, so that no reply object exists. */
export function rawProblemResponse(problem: Problem): string {
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${problem.status} ${problem.status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
