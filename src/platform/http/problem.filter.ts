import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemSender } from './problem-sender.ts';

/** The one way that anything thrown leaves the service. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly sender: ProblemSender) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (!reply.sent) this.sender.send(error, http.getRequest<FastifyRequest>(), reply);
  }
}
