import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import type { Grant } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { unitsSucceeded } from '../units/unit-tree.ts';
import { UnitsQueries } from '../units/units.queries.ts';
import { allowedAddresses, type IsAllowedAddress } from './allowed-addresses.ts';
import type { ProvenClient } from './client-proofs.service.ts';
import {
  grantsOfScopes,
  heldOf,
  holdsScope,
  type NamedScope,
  readScopes,
  scopeText,
} from './client-scopes.ts';
import { ClientsQueries, type TokenRow } from './clients.queries.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import { hashOfOpaque, makeOpaqueSecret } from './opaque-secret.ts';

/** An access token as its client is given it. */
export interface GivenToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
}

/** Whose token it is and what it lets do. */
export interface TokenHolder {
  readonly clientId: string;
  readonly unitId: string;
  readonly grants: readonly Grant[];
  readonly isAllowedFrom: IsAllowedAddress;
  readonly quotaPerMinute: number;
  readonly expiresAt: Date;
}

/** What was revoked or ended stops at the latest after this time, on every process. */
const KEPT_MS = 5_000;
const MAX_KEPT = 2_000;
const MINUTE_MS = 60_000;

/** Access tokens of clients: opaque, known to the database by their hash alone. */
@Injectable()
export class ClientTokens {
  private readonly lifeMs: number;
  private readonly kept = new Map<string, { readonly holder: TokenHolder; readonly until: number }>();

  constructor(
    @Inject(ClientsQueries) private readonly clients: ClientsQueries,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(CONFIG) config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.lifeMs = config.clients.accessTokenMinutes * MINUTE_MS;
  }

  /**
   * Gives a client that has proven itself a token for the scopes asked for (space-separated), or for all that it holds.
   *
   * @param enter writes the log entry inside the transaction
   * @throws OAuthRefusal oauth.scope, assertion.replayed
   */
  async give(
    { client, credentialId, assertion }: ProvenClient,
    scope: string | null,
    enter: (tx: Tx, given: GivenToken) => Promise<unknown>,
  ): Promise<GivenToken> {
    const scopes = askedScopes(client, scope).map(scopeText);
    const { written, hash } = makeOpaqueSecret('zzt');
    const given = { accessToken: written, expiresInSeconds: this.lifeMs / 1_000, scopes };
    const issuedAt = this.clock.now();
    await this.transactions.run(async (tx) => {
      if (assertion && !(await useUp(tx, client.id, assertion)))
        throw new OAuthRefusal('assertion.replayed', client.id);
      await tx.query(
        'clients.insert-token',
        `INSERT INTO client_tokens (token_hash, client_id, credential_id, scopes, issued_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [hash, client.id, credentialId, scopes, issuedAt, new Date(issuedAt.getTime() + this.lifeMs)],
      );
      await enter(tx, given);
    });
    return given;
  }

  /**
   * Takes a token of this client back. Whether it was one is not told (RFC 7009 §2.2).
   *
   * @param enter writes the log entry inside the transaction
   * @throws OAuthRefusal assertion.replayed
   */
  async revoke(
    { client, assertion }: ProvenClient,
    token: string,
    enter: (tx: Tx) => Promise<unknown>,
  ): Promise<void> {
    const hash = hashOfOpaque('zzt', token);
    await this.transactions.run(async (tx) => {
      if (assertion && !(await useUp(tx, client.id, assertion)))
        throw new OAuthRefusal('assertion.replayed', client.id);
      await tx.query(
        'clients.revoke-token',
        `UPDATE client_tokens SET revoked_at = $3
         WHERE token_hash = $1 AND client_id = $2 AND revoked_at IS NULL`,
        [hash, client.id, this.clock.now()],
      );
      await enter(tx);
    });
    this.forget();
  }

  /** Whose token it is at `at`; null for what is none, has expired or ended. What is known is at most five seconds old. */
  async holderOf(token: string, at: Date): Promise<TokenHolder | null> {
    const hash = hashOfOpaque('zzt', token);
    if (!hash) return null;
    const key = hash.toString('latin1');
    const kept = this.kept.get(key);
    if (kept && kept.until > performance.now()) return at < kept.holder.expiresAt ? kept.holder : null;
    const row = await this.clients.tokenOf(hash, at);
    // Unknown tokens are not kept: whoever sends made-up ones must not fill the memory.
    if (!row) return null;
    return this.keep(key, holderOf(row, unitsSucceeded(row.unitId, await this.units.allKept())));
  }

  /** Lets go of what is known of tokens; for the process that has just ended or changed a client. */
  forget(): void {
    this.kept.clear();
  }

  private keep(key: string, holder: TokenHolder): TokenHolder {
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(key, { holder, until: performance.now() + KEPT_MS });
    return holder;
  }
}

function askedScopes({ id, scopes }: ProvenClient['client'], list: string | null): readonly NamedScope[] {
  const asked = list === null ? scopes : readScopes(list);
  if (!asked || asked.length === 0 || asked.some((one) => !holdsScope(scopes, one)))
    throw new OAuthRefusal('oauth.scope', id);
  return asked;
}

/** Whether the assertion is used for the first time; of two at the same moment one waits for the other. */
async function useUp(
  tx: Tx,
  clientId: string,
  { jti, expiresAt }: NonNullable<ProvenClient['assertion']>,
): Promise<boolean> {
  const entered = await tx.query(
    'clients.use-assertion',
    `INSERT INTO client_assertions (client_id, jti, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [clientId, jti, expiresAt],
  );
  return entered.length > 0;
}

/** @param unitIds the client's unit and those that were merged into it: it looks after their licences */
function holderOf(
  { scopes, clientScopes, allowedAddresses: networks, ...row }: TokenRow,
  unitIds: readonly string[],
): TokenHolder {
  const named = readScopes(scopes.join(' ')) ?? [];
  return {
    clientId: row.clientId,
    unitId: row.unitId,
    grants: grantsOfScopes(heldOf(named, clientScopes), unitIds),
    isAllowedFrom: allowedAddresses(networks),
    quotaPerMinute: row.quotaPerMinute,
    expiresAt: row.expiresAt,
  };
}
