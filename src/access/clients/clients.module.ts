import { Module } from '@nestjs/common';
import { CatalogueModule } from '../../catalogue/catalogue.module.ts';
import { ClientAuthenticator } from './client-authenticator.ts';
import { ClientCredentials } from './client-credentials.service.ts';
import { ClientProofs } from './client-proofs.service.ts';
import { ClientTokens } from './client-tokens.service.ts';
import './clients.errors.ts';
import { ClientsQueries } from './clients.queries.ts';
import { ClientsService } from './clients.service.ts';
import { OAuthController } from './oauth.controller.ts';

/** Systems of departments: OAuth 2 clients, their credentials and tokens (docs/adr/0018-clients.md). */
@Module({
  imports: [CatalogueModule],
  controllers: [OAuthController],
  providers: [
    ClientsQueries,
    ClientsService,
    ClientCredentials,
    ClientProofs,
    ClientTokens,
    ClientAuthenticator,
  ],
  exports: [ClientAuthenticator, ClientsService, ClientCredentials, ClientProofs, ClientTokens],
})
export class ClientsModule {}
