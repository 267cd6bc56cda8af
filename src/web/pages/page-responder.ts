import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cspNonceOf, traceOf } from '../../platform/http/request-trace.ts';
import { displayChoice } from './display-preference.ts';
import { encodePage } from './page-compression.ts';
import { type Page, PageRenderer } from './page-renderer.tsx';

/** What a handler says of a page; how the reader wants it shown comes from the request. */
export type PageContent = Omit<Page, 'display' | 'nonce'>;

/** Sends pages: in the reader's order of languages and size, compressed, kept by nobody and found by no search. */
@Injectable()
export class PageResponder {
  constructor(@Inject(PageRenderer) private readonly renderer: PageRenderer) {}

  /** Host that people must see in the address bar. */
  get domain(): string {
    return this.renderer.site.domain;
  }

  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    content: PageContent,
    status = 200,
  ): Promise<void> {
    const query = request.method === 'GET' ? (request.query as Record<string, unknown>) : {};
    const { display, setCookie } = displayChoice(query, request.headers.cookie);
    const html = this.renderer.render({ ...content, display, nonce: cspNonceOf(traceOf(request)) });
    const { body, encoding } = await encodePage(html, request.headers['accept-encoding']);
    if (encoding) reply.header('content-encoding', encoding);
    if (setCookie) reply.header('set-cookie', setCookie);
    void reply
      .code(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-language': display.first === 'en' ? 'en' : 'zh-CN',
        'x-robots-tag': 'noindex',
        vary: 'Accept-Encoding, Cookie',
      })
      .send(body);
  }
}
