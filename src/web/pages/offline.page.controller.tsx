import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../config/config.ts';
import { Logged, Public } from '../../platform/http/route-rules.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { TrustService } from '../../trust/trust.service.ts';
import type { Keyring } from '../islands/keyring.ts';
import { OFFLINE_TEXTS } from '../text/offline-texts.ts';
import { OfflinePage } from '../views/offline-page.tsx';
import { ASSETS, type Assets } from './assets.ts';
import { PageResponder } from './page-responder.ts';
import { PublishedRegister } from './published-register.ts';

/** The page that checks signed statements without network, and what it keeps for that. */
@ApiExcludeController()
@Controller('offline')
export class OfflinePageController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TrustService) private readonly trust: TrustService,
    @Inject(PublishedRegister) private readonly register: PublishedRegister,
    @Inject(ASSETS) private readonly assets: Assets,
    @Inject(PageResponder) private readonly responder: PageResponder,
  ) {}

  /** The one page that may ask for the camera. */
  @Get()
  @Public()
  @Logged('page.read')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const script = this.assets.offlineBootUrl;
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
    return this.responder.send(request, reply, { title: OFFLINE_TEXTS.title, main: <OfflinePage />, script });
  }

  /** Keys of statements and the names of types and issuers, for the service worker to keep. */
  @Get('keyring')
  @Public()
  @Logged('trust.read')
  async keyring(): Promise<Keyring> {
    const [licenceTypes, issuers] = await Promise.all([
      this.register.licenceTypes(),
      this.register.issuers(),
    ]);
    return {
      asOf: this.clock.now().toISOString(),
      trial: this.config.mode === 'trial',
      keys: this.trust.statementKeys().map(({ kid, publicKey }) => ({
        keyId: kid,
        spkiBase64: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      })),
      licenceTypes,
      issuers,
    };
  }
}
