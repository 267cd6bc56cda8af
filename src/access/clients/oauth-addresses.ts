/** Where programs find the OAuth endpoints of the service. */
export interface OAuthAddresses {
  readonly issuer: string;
  readonly tokenEndpoint: string;
  readonly revocationEndpoint: string;
}

/** The endpoints below the service's public origin (`https://zz.example.gov.cn`, no trailing slash). */
export function oauthAddresses(publicOrigin: string): OAuthAddresses {
  return {
    issuer: publicOrigin,
    tokenEndpoint: `${publicOrigin}/oauth/token`,
    revocationEndpoint: `${publicOrigin}/oauth/revoke`,
  };
}
