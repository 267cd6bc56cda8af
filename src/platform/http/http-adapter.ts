import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.ts';
import { HttpProblem } from './http-problem.ts';
import { failureOf, problemOf } from './problem.ts';
import { type ProblemSender, rawProblemResponse } from './problem-sender.ts';
import type { RequestLog } from './request-log.ts';
import { startTrace, traceOf } from './request-trace.ts';

const HEADERS_MAX_BYTES = 16 * 1024;
const PATH_PARAMETER_MAX = 256;
const JSON_MAX_BYTES = 8 * 1024 * 1024;
const REQUEST_DEADLINE_MS = 60_000;

/** What the adapter needs and the container has only later; filled before the first request can come. */
export interface LateParts {
  requestLog?: RequestLog;
  sender?: ProblemSender;
}

/**
 * Fastify as the service needs it. Requests that never become one for the router (a URL that is not one, a header
 * beyond 16 KB, no HTTP at all) are answered, and logged, here.
 */
export function createHttpAdapter(config: Config, late: LateParts): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: JSON_MAX_BYTES,
    multipart: {
      limits: { fileSize: config.http.uploadLimitBytes, files: 1, fields: 20, fieldSize: 64 * 1024 },
    },
    trustProxy: config.http.trustProxy === false ? false : [...config.http.trustProxy],
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { caseSensitive: true, maxParamLength: PATH_PARAMETER_MAX },
    requestTimeout: REQUEST_DEADLINE_MS,
    http: { maxHeaderSize: HEADERS_MAX_BYTES },
    skipMiddie: true,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      void answerUnroutable(request, reply, late),
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) =>
      void answerUnreadable(error, socket, late),
  });
}

/** Fastify runs no hooks for these, so the entry in the log is waited for here. */
async function answerUnroutable(
  request: FastifyRequest,
  reply: FastifyReply,
  late: LateParts,
): Promise<void> {
  const trace = traceOf(request);
  trace.code = 'request.bad-url';
  const isLogged = await logged(late, trace, 400);
  const problem = isLogged
    ? new HttpProblem(400, 'request.bad-url')
    : new HttpProblem(503, 'log-unavailable');
  late.sender?.send(problem, request, reply);
}

/** The rest of an overlong header fails anew, piece by piece; it is still one request. */
const answeredSockets = new WeakSet<Socket>();

async function answerUnreadable(
  error: NodeJS.ErrnoException,
  socket: Socket,
  late: LateParts,
): Promise<void> {
  if (answeredSockets.has(socket)) return;
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  answeredSockets.add(socket);
  const requestId = randomUUID();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const problem = tooLarge
    ? new HttpProblem(431, 'request.headers-too-large')
    : new HttpProblem(400, 'request.malformed');
  const address = socket.remoteAddress ?? '';
  const trace = startTrace({ requestId, method: 'unreadable', route: null, rule: {}, address });
  trace.code = problem.code;
  if (await logged(late, trace, problem.status))
    socket.write(rawProblemResponse(problemOf(failureOf(problem), 'zh', requestId)));
  socket.destroySoon();
}

async function logged(
  late: LateParts,
  trace: ReturnType<typeof startTrace>,
  status: number,
): Promise<boolean> {
  try {
    await late.requestLog?.ensureLogged(trace, status);
    return late.requestLog !== undefined;
  } catch {
    return false;
  }
}
