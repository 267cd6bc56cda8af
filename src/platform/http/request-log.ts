import type { RequestTrace } from './request-trace.ts';

/** Nest token of the one `RequestLog`; the service does not start without it. */
export const REQUEST_LOG = Symbol('RequestLog');

/** The access log as the HTTP ground needs it; filled by the audit module. */
export interface RequestLog {
  /**
   * Returns once an entry that carries `trace.requestId` is durable; makes one (act of the route's rule, outcome by
   * `status`, `trace.code`) when nothing else has. What a limit refused may share an entry with its like. Called for every request, also one that no route matched, whose URL
   * or header could not be read.
   *
   * @throws anything, when the log cannot be written: the answer is then 503
   */
  ensureLogged(trace: RequestTrace, status: number): Promise<void>;
}
