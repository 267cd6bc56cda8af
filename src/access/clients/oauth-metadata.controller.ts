import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CONFIG, type Config } from '../../config/config.ts';
import { Logged, Public } from '../../platform/http/route-rules.ts';
import { CLIENT_ACTS } from './client-acts.ts';
import { ASSERTION_ALGORITHMS } from './client-assertion.ts';
import { oauthAddresses } from './oauth-addresses.ts';
import { ServerMetadata } from './oauth-shapes.ts';

const METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];

/** Where programs learn how to get a token. */
@ApiTags('clients')
@Controller('.well-known/oauth-authorization-server')
export class OAuthMetadataController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  @Public()
  @Logged('interface.read')
  @ApiOperation({ summary: '授权服务器元数据 / Where and how tokens are given (RFC 8414)' })
  @ApiOkResponse({ standardSchema: ServerMetadata })
  metadata(): ServerMetadata {
    const { issuer, tokenEndpoint, revocationEndpoint } = oauthAddresses(this.config.publicOrigin);
    return {
      issuer,
      token_endpoint: tokenEndpoint,
      revocation_endpoint: revocationEndpoint,
      token_endpoint_auth_methods_supported: METHODS,
      token_endpoint_auth_signing_alg_values_supported: [...ASSERTION_ALGORITHMS],
      revocation_endpoint_auth_methods_supported: METHODS,
      revocation_endpoint_auth_signing_alg_values_supported: [...ASSERTION_ALGORITHMS],
      grant_types_supported: ['client_credentials'],
      // Required by RFC 8414 §2; there is no endpoint that such an answer could come from.
      response_types_supported: [],
      scopes_supported: [...CLIENT_ACTS.keys()],
      service_documentation: `${issuer}/api/docs`,
    };
  }
}
