import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { joinTexts, same } from '../text/bilingual.ts';
import { FORM_TEXTS } from '../text/form-texts.ts';
import type { FieldProblem } from '../views/form-parts.tsx';
import { type PageContent, PageResponder } from './page-responder.ts';

/** Sends pages of staff: forms that show what has to be changed, and that say to us alone where they come from. */
@Injectable()
export class StaffPageResponder {
  constructor(@Inject(PageResponder) private readonly responder: PageResponder) {}

  /** @param problems with any, the page is the answer to a form that was refused */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    content: Omit<PageContent, 'switches'>,
    problems: readonly FieldProblem[] = [],
  ): Promise<void> {
    // Without a referrer browsers send `Origin: null` with a form, which on plain http is all that we could judge by.
    reply.header('referrer-policy', 'same-origin');
    const isWrong = problems.length > 0;
    const title = isWrong ? joinTexts([FORM_TEXTS.errorPrefix, content.title], same('')) : content.title;
    const switches = request.method === 'GET';
    return this.responder.send(request, reply, { ...content, title, switches }, isWrong ? 400 : 200);
  }
}
