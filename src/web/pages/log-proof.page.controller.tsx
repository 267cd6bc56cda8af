import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { entryProofAnswer } from '../../audit/proofs/entry-proof-answer.ts';
import { LogProofs } from '../../audit/proofs/log-proofs.service.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { Logged, Public } from '../../platform/http/route-rules.ts';
import { LOG_PROOF_TEXTS } from '../text/log-proof-texts.ts';
import { LogProofPage, type LogProofPageProps } from '../views/log-proof-page.tsx';
import { ASSETS, type Assets } from './assets.ts';
import { PageResponder } from './page-responder.ts';

/** The page that checks a proof of the access log in the reader's own browser. */
@ApiExcludeController()
@Controller('log/proof')
export class LogProofPageController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LogProofs) private readonly proofs: LogProofs,
    @Inject(ASSETS) private readonly assets: Assets,
    @Inject(PageResponder) private readonly responder: PageResponder,
  ) {}

  @Get()
  @Public()
  @Logged('page.read')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, null);
  }

  /** With the proof of one entry filled in. @throws DomainError log-entry.not-found */
  @Get(':id')
  @Public()
  @Logged('log.prove')
  async showEntry(
    @Param('id', { schema: z.uuid() }) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const json = JSON.stringify(entryProofAnswer(await this.proofs.entry(id)), null, 2);
    await this.send(request, reply, { id, json });
  }

  private send(
    request: FastifyRequest,
    reply: FastifyReply,
    given: LogProofPageProps['given'],
  ): Promise<void> {
    const trial = this.config.mode === 'trial';
    const main = <LogProofPage publicKeyPem={this.proofs.publicKeyPem()} trial={trial} given={given} />;
    const script = this.assets.logProofUrl;
    return this.responder.send(request, reply, { title: LOG_PROOF_TEXTS.title, main, script });
  }
}
