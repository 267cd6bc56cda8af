import { Inject, Injectable } from '@nestjs/common';
import type { JWK } from 'jose';
import { Database } from '../../platform/database/database.ts';
import type { ClientScope } from './client-scopes.ts';

/** A client as it stands when it asks for a token. */
export interface ClientRow {
  readonly id: string;
  readonly unitId: string;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** CIDR; null: any. */
  readonly allowedAddresses: readonly string[] | null;
  readonly scopes: readonly ClientScope[];
}

/** A credential that is good now; a secret by its hash or a public key. */
export interface CredentialRow {
  readonly id: string;
  readonly kind: 'secret' | 'jwk';
  readonly secretHash: Buffer | null;
  readonly jwk: JWK | null;
}

/** What a token lets its bearer do, and how far its client's conditions go. */
export interface TokenRow {
  readonly clientId: string;
  readonly unitId: string;
  readonly scopes: readonly string[];
  readonly clientScopes: readonly ClientScope[];
  readonly expiresAt: Date;
  readonly allowedAddresses: readonly string[] | null;
  readonly quotaPerMinute: number;
}

const OPEN_SCOPES = `(SELECT coalesce(jsonb_agg(jsonb_build_object(
  'act', s.act, 'typeCode', s.type_code, 'needsPurpose', s.needs_purpose) ORDER BY s.act, s.type_code), '[]')
  FROM client_scopes s WHERE s.client_id = c.id AND s.ended_at IS NULL)`;

@Injectable()
export class ClientsQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The client that calls itself `clientId`, ended or not; null when there is none, or its unit is no more. */
  async byClientId(clientId: string): Promise<ClientRow | null> {
    const [client] = await this.database.query<ClientRow & Record<string, unknown>>(
      'clients.by-client-id',
      `SELECT c.id, c.unit_id AS "unitId", c.expires_at AS "expiresAt", c.ended_at AS "endedAt",
         c.allowed_addresses::text[] AS "allowedAddresses", ${OPEN_SCOPES} AS scopes
       FROM clients c JOIN units u ON u.id = c.unit_id AND u.ended_on IS NULL WHERE c.client_id = $1`,
      [clientId],
    );
    return client ?? null;
  }

  /** The credentials of a client that are good at `at`. */
  credentialsOf(id: string, at: Date): Promise<CredentialRow[]> {
    return this.database.query<CredentialRow & Record<string, unknown>>(
      'clients.credentials',
      `SELECT id, kind, secret_hash AS "secretHash", jwk FROM client_credentials
       WHERE client_id = $1 AND ended_at IS NULL AND valid_from <= $2 AND $2 < valid_until`,
      [id, at],
    );
  }

  /** The token of this hash, where neither it nor its client nor the client's unit has ended by `at`. */
  async tokenOf(tokenHash: Buffer, at: Date): Promise<TokenRow | null> {
    const [token] = await this.database.query<TokenRow & Record<string, unknown>>(
      'clients.token',
      `SELECT c.id AS "clientId", c.unit_id AS "unitId", t.scopes, ${OPEN_SCOPES} AS "clientScopes",
         least(t.expires_at, c.expires_at) AS "expiresAt", c.allowed_addresses::text[] AS "allowedAddresses",
         c.quota_per_minute AS "quotaPerMinute"
       FROM client_tokens t JOIN clients c ON c.id = t.client_id
       JOIN units u ON u.id = c.unit_id AND u.ended_on IS NULL
       WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND c.ended_at IS NULL
         AND t.expires_at > $2 AND c.expires_at > $2`,
      [tokenHash, at],
    );
    return token ?? null;
  }
}
