import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { isSameHash } from '../same-hash.ts';
import { allowedAddresses } from './allowed-addresses.ts';
import { type AssertionKey, judgeAssertion, type ProvenAssertion, subjectOf } from './client-assertion.ts';
import { type ClientRow, ClientsQueries, type CredentialRow } from './clients.queries.ts';
import { oauthAddresses } from './oauth-addresses.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import { hashOfOpaque } from './opaque-secret.ts';
import type { ClientProof } from './token-request.ts';

/** A client that has proven itself. */
export interface ProvenClient {
  readonly client: ClientRow;
  readonly credentialId: string;
  /** To be used up in the transaction that gives the client what it asked for; null where a secret was sent. */
  readonly assertion: Pick<ProvenAssertion, 'jti' | 'expiresAt'> | null;
}

/** Who asks for a token: a client by one of its credentials, from an address that it may call from. */
@Injectable()
export class ClientProofs {
  private readonly audiences: readonly string[];

  constructor(
    @Inject(ClientsQueries) private readonly clients: ClientsQueries,
    @Inject(CONFIG) { publicOrigin }: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const { issuer, tokenEndpoint } = oauthAddresses(publicOrigin);
    this.audiences = [issuer, tokenEndpoint];
  }

  /** @throws OAuthRefusal with the reason for the log */
  async prove(proof: ClientProof, address: string): Promise<ProvenClient> {
    const now = this.clock.now();
    const named = proof.kind === 'assertion' ? (subjectOf(proof.assertion) ?? '') : proof.clientId;
    const client = await this.clients.byClientId(named);
    if (!client) throw new OAuthRefusal('oauth.unknown-client');
    if (client.endedAt !== null || now >= client.expiresAt)
      throw new OAuthRefusal('oauth.client-ended', client.id);
    const credentials = await this.clients.credentialsOf(client.id, now);
    const proven =
      proof.kind === 'secret'
        ? { credentialId: secretOf(client, credentials, proof.secret), assertion: null }
        : await this.assertionOf(client, credentials, proof, now);
    if (!allowedAddresses(client.allowedAddresses)(address))
      throw new OAuthRefusal('oauth.address', client.id);
    return { client, ...proven };
  }

  private async assertionOf(
    client: ClientRow,
    credentials: readonly CredentialRow[],
    { assertion, clientId }: ClientProof & { kind: 'assertion' },
    now: Date,
  ): Promise<Pick<ProvenClient, 'credentialId' | 'assertion'>> {
    const named = subjectOf(assertion) ?? '';
    if (clientId !== null && clientId !== named) throw new OAuthRefusal('assertion.client', client.id);
    const keys = credentials.flatMap(({ id, jwk }): AssertionKey[] =>
      jwk === null ? [] : [{ credentialId: id, jwk }],
    );
    const facts = { clientId: named, keys, audiences: this.audiences, now };
    const judged = await judgeAssertion(assertion, facts);
    if (typeof judged === 'string') throw new OAuthRefusal(judged, client.id);
    const { credentialId, jti, expiresAt } = judged;
    return { credentialId, assertion: { jti, expiresAt } };
  }
}

/** @returns the id of the credential whose secret it is */
function secretOf({ id }: ClientRow, credentials: readonly CredentialRow[], secret: string): string {
  const hash = hashOfOpaque('zzs', secret);
  const right = credentials.find(({ secretHash }) => hash && secretHash && isSameHash(hash, secretHash));
  if (!right) throw new OAuthRefusal('oauth.wrong-secret', id);
  return right.id;
}
