import { Module } from '@nestjs/common';
import { CatalogueModule } from '../../catalogue/catalogue.module.ts';
import { ClientAuthenticator } from './client-authenticator.ts';
import { ClientChangesService } from './client-changes.service.ts';
import { ClientCredentials } from './client-credentials.service.ts';
import { ClientProofs } from './client-proofs.service.ts';
import { ClientRecordsQueries } from './client-records.queries.ts';
import { ClientRequestsController } from './client-requests.controller.ts';
import { ClientRequestsService } from './client-requests.service.ts';
import { ClientTokens } from './client-tokens.service.ts';
import { ClientsController } from './clients.controller.ts';
import './clients.errors.ts';
import { ClientsQueries } from './clients.queries.ts';
import { ClientsService } from './clients.service.ts';
import { ExpiredTokens } from './expired-tokens.ts';
import { OAuthController } from './oauth.controller.ts';
import { OAuthMetadataController } from './oauth-metadata.controller.ts';

/** Systems of departments: OAuth 2 clients, their credentials and tokens (docs/adr/0018-clients.md). */
@Module({
  imports: [CatalogueModule],
  controllers: [OAuthController, OAuthMetadataController, ClientRequestsController, ClientsController],
  providers: [
    ClientsQueries,
    ClientRecordsQueries,
    ClientsService,
    ClientRequestsService,
    ClientChangesService,
    ClientCredentials,
    ClientProofs,
    ClientTokens,
    ClientAuthenticator,
    ExpiredTokens,
  ],
  exports: [ClientAuthenticator, ClientsService, ClientCredentials, ClientProofs, ClientTokens],
})
export class ClientsModule {}
