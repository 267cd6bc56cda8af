import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../config/config.ts';
import { Logged, Public } from '../../platform/http/route-rules.ts';
import { CA_NAMES } from '../../trust/development-ca.ts';
import { TrustService } from '../../trust/trust.service.ts';
import {
  type PublishedAuthority,
  presentAuthorities,
  presentStatementKeys,
} from '../presenters/pki.presenter.ts';
import { PKI_TEXTS } from '../text/list-page-texts.ts';
import { PkiPage } from '../views/pki-page.tsx';
import { PageResponder } from './page-responder.ts';

/** /pki for people; the files themselves are routes of the trust module. */
@ApiExcludeController()
@Controller('pki')
export class PkiPageController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(TrustService) private readonly trust: TrustService,
    @Inject(PageResponder) private readonly responder: PageResponder,
  ) {}

  @Get()
  @Public()
  @Logged('page.read')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const isTrial = this.config.mode === 'trial';
    const main = (
      <PkiPage
        development={isTrial}
        authorities={presentAuthorities(this.authorities(isTrial))}
        statementKeys={presentStatementKeys(this.trust.statementKeys())}
      />
    );
    return this.responder.send(request, reply, { title: PKI_TEXTS.title, main });
  }

  /** Our own authorities first, then the anchors that others keep. */
  private authorities(isTrial: boolean): PublishedAuthority[] {
    const ours = isTrial
      ? CA_NAMES.map((name) => ({ name, certificateDer: this.trust.caCertificate(name) }))
      : [];
    const others = this.trust
      .anchors()
      .filter((der) => !ours.some(({ certificateDer }) => Buffer.compare(certificateDer, der) === 0))
      .map((certificateDer) => ({ name: null, certificateDer }));
    return [...ours, ...others];
  }
}
