import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { CONFIG, type Config, type IdentityProviderConfig } from '../../config/config.ts';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';
import type { HolderAttempt } from './holder-attempts.ts';
import { signInFailure } from './holder-sign-in.errors.ts';
import { asSignInFailure } from './provider-failure.ts';
import { PROVIDER_RETURN } from './return-path.ts';
import type { Claims } from './verified-person.ts';

/** How long one request to the provider may take. */
const PATIENCE_S = 5;
/** Metadata that is older is asked for again; its keys are, as soon as one is not known. */
const METADATA_KEPT_MS = 3_600_000;

/** A new attempt and the address at the provider that it begins at. */
export interface BegunAttempt {
  readonly attempt: Omit<HolderAttempt, 'startedAt' | 'to'>;
  readonly address: URL;
}

/**
 * The real-name identity provider, an OpenID provider: code flow, PKCE S256. Nothing is asked of it before somebody signs
 * in, so the service starts and works without it.
 */
@Injectable()
export class IdentityProvider {
  private known: { readonly client: Promise<oidc.Configuration>; readonly until: number } | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws DomainError holder-sign-in.off, holder-sign-in.provider-unavailable */
  async begin(): Promise<BegunAttempt> {
    const settings = this.settings();
    const attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
    };
    const codeChallenge = await oidc.calculatePKCECodeChallenge(attempt.codeVerifier);
    const address = oidc.buildAuthorizationUrl(await this.client(), {
      redirect_uri: this.config.publicOrigin + PROVIDER_RETURN,
      scope: settings.scopes.join(' '),
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
      // A terminal in a service hall: whoever was there before must not be taken for who stands there now.
      prompt: 'login',
      ...(settings.claims.level === 'acr' && { acr_values: settings.acceptedLevels.join(' ') }),
    });
    return { attempt, address };
  }

  /**
   * The claims about the person who came back with `query`, the part of our address from `?` on.
   *
   * Checked by the library, of the answer: state, issuer (RFC 9207); of the ID token: signature, issuer, audience, nonce,
   * times. Of userinfo: that it is about the same subject.
   *
   * @throws DomainError holder-sign-in.off, .provider-unavailable, .stopped, .not-proven
   */
  async redeem(query: string, { state, nonce, codeVerifier }: HolderAttempt): Promise<Claims> {
    const { claims: names } = this.settings();
    const client = await this.client();
    try {
      const tokens = await oidc.authorizationCodeGrant(
        client,
        new URL(PROVIDER_RETURN + query, this.config.publicOrigin),
        {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        },
      );
      const proven: Claims = tokens.claims() ?? {};
      if (
        Object.values(names).every((name) => Object.hasOwn(proven, name)) ||
        !client.serverMetadata().userinfo_endpoint
      )
        return proven;
      return { ...(await oidc.fetchUserInfo(client, tokens.access_token, String(proven['sub']))), ...proven };
    } catch (error) {
      throw this.failure(error);
    }
  }

  private settings(): IdentityProviderConfig {
    if (!this.config.identityProvider) throw signInFailure('holder-sign-in.off');
    return this.config.identityProvider;
  }

  /** The client of the provider's metadata. A failure is not kept: the next person asks again. */
  private async client(): Promise<oidc.Configuration> {
    if (this.known && this.known.until > performance.now()) return this.known.client;
    const asked = { client: this.discover(), until: performance.now() + METADATA_KEPT_MS };
    this.known = asked;
    try {
      return await asked.client;
    } catch (error) {
      if (this.known === asked) this.known = null;
      throw error;
    }
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings();
    // Tokens come over TLS, but their signatures are checked all the same: a proxy in between may see through TLS.
    const execute = [oidc.enableNonRepudiationChecks];
    if (issuer.startsWith('http:')) execute.push(oidc.allowInsecureRequests);
    try {
      const authentication = oidc.ClientSecretBasic(clientSecret.reveal());
      return await oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
        execute,
        timeout: PATIENCE_S,
      });
    } catch (error) {
      throw this.failure(error, 'holder-sign-in.provider-unavailable');
    }
  }

  private failure(error: unknown, code?: 'holder-sign-in.provider-unavailable'): Error {
    const failure = asSignInFailure(error);
    this.logger.warn({ reason: failure.reason }, 'the identity provider did not sign a holder in');
    return signInFailure(code ?? failure.code, new Error(failure.reason));
  }
}
