import type { ApiBodyOptions } from '@nestjs/swagger';
import { z } from 'zod';

/** RFC 6749 §5.1. */
export const AccessToken = z
  .strictObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().describe('Seconds'),
    scope: z.string(),
  })
  .meta({ id: 'AccessToken' });
export type AccessToken = z.infer<typeof AccessToken>;

/** RFC 8414 §2. */
export const ServerMetadata = z
  .strictObject({
    issuer: z.string(),
    token_endpoint: z.string(),
    revocation_endpoint: z.string(),
    token_endpoint_auth_methods_supported: z.array(z.string()),
    token_endpoint_auth_signing_alg_values_supported: z.array(z.string()),
    revocation_endpoint_auth_methods_supported: z.array(z.string()),
    revocation_endpoint_auth_signing_alg_values_supported: z.array(z.string()),
    grant_types_supported: z.array(z.string()),
    response_types_supported: z.array(z.string()),
    scopes_supported: z.array(z.string()),
    service_documentation: z.string(),
  })
  .meta({ id: 'OAuthServerMetadata' });
export type ServerMetadata = z.infer<typeof ServerMetadata>;

/** RFC 6749 §5.2. */
export const OAuthError = z
  .strictObject({ error: z.string(), error_description: z.string() })
  .meta({ id: 'OAuthError' });
export type OAuthError = z.infer<typeof OAuthError>;

const AUTHENTICATION = {
  client_id: { type: 'string' },
  client_secret: { type: 'string', description: 'Or HTTP Basic, or an assertion' },
  client_assertion_type: { type: 'string' },
  client_assertion: { type: 'string', description: 'JWT of RFC 7523, at most five minutes long, jti once' },
} as const;

const form = (properties: Record<string, { type: string; description?: string }>, required: string[]) =>
  ({
    schema: { type: 'object', required, properties: { ...properties, ...AUTHENTICATION } },
  }) as ApiBodyOptions;

/** What is sent to the token endpoint. */
export const TOKEN_FORM = form(
  {
    grant_type: { type: 'string', description: 'client_credentials' },
    scope: { type: 'string', description: 'Space-separated; all that the client holds when left out' },
  },
  ['grant_type'],
);
/** What is sent to the revocation endpoint. */
export const REVOCATION_FORM = form({ token: { type: 'string' } }, ['token']);
