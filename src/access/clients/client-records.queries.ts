import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import type { Client, ClientDetails, ClientRequest, Credential } from './client-answers.ts';
import type { ClientRequestSearch, ClientSearch } from './client-bodies.ts';
import type { ClientScope } from './client-scopes.ts';

type Dated<Answer, Instants extends keyof Answer> = Omit<Answer, Instants | 'scopes'> & {
  readonly [Instant in Instants]: null extends Answer[Instant] ? Date | null : Date;
};
type RequestRow = Dated<ClientRequest, 'expiresAt' | 'requestedAt' | 'decidedAt'> & {
  readonly scopes: readonly ClientScope[];
};
type ClientRow = Dated<Omit<Client, 'state'>, 'expiresAt' | 'createdAt' | 'endedAt'> & {
  readonly scopes: readonly ClientScope[];
};
type CredentialRow = Dated<Credential & { scopes: never }, 'validFrom' | 'validUntil' | 'endedAt'>;

const REQUESTS = `SELECT id, change, unit_id AS "unitId", client_id AS "clientId", name, scopes,
    quota_per_minute AS "quotaPerMinute", allowed_addresses::text[] AS "allowedAddresses", expires_at AS "expiresAt",
    reason, requested_by AS "requestedBy", requested_at AS "requestedAt", decision,
    decision_reason AS "decisionReason", decided_by AS "decidedBy", decided_at AS "decidedAt"
  FROM client_requests r WHERE unit_id = ANY($1::uuid[])`;

const CLIENTS = `SELECT c.id, c.client_id AS "clientId", c.unit_id AS "unitId", c.name,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
       'act', s.act, 'typeCode', s.type_code, 'needsPurpose', s.needs_purpose) ORDER BY s.act, s.type_code), '[]')
     FROM client_scopes s WHERE s.client_id = c.id AND s.ended_at IS NULL) AS scopes,
    c.quota_per_minute AS "quotaPerMinute", c.allowed_addresses::text[] AS "allowedAddresses",
    c.expires_at AS "expiresAt", c.created_at AS "createdAt", c.ended_at AS "endedAt", c.end_reason AS "endReason"
  FROM clients c WHERE c.unit_id = ANY($1::uuid[])`;

/** Clients and requests about them as security administrators see them; `unitIds` is the caller's reach. */
@Injectable()
export class ClientRecordsQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A page of requests, newest first, one more than the limit where there is a next page. */
  async requests(
    unitIds: readonly string[],
    { state, after, limit }: ClientRequestSearch,
  ): Promise<ClientRequest[]> {
    const rows = await this.database.query<RequestRow & Record<string, unknown>>(
      'clients.requests',
      `${REQUESTS} AND ($2::text IS NULL OR (decision IS NULL) = ($2 = 'open'))
         AND ($3::uuid IS NULL OR (requested_at, id) <
           (SELECT p.requested_at, p.id FROM client_requests p WHERE p.id = $3))
       ORDER BY requested_at DESC, id DESC LIMIT $4`,
      [unitIds, state ?? null, after ?? null, limit + 1],
    );
    return rows.map(requestAnswer);
  }

  /** One request; null when it is not in reach. */
  async request(unitIds: readonly string[], id: string): Promise<ClientRequest | null> {
    const [row] = await this.database.query<RequestRow & Record<string, unknown>>(
      'clients.request',
      `${REQUESTS} AND id = $2`,
      [unitIds, id],
    );
    return row ? requestAnswer(row) : null;
  }

  /** A page of clients, newest first, ended ones too; one more than the limit where there is a next page. */
  async clients(unitIds: readonly string[], { unit, after, limit }: ClientSearch): Promise<Client[]> {
    const rows = await this.database.query<ClientRow & Record<string, unknown>>(
      'clients.page',
      `${CLIENTS} AND ($2::uuid IS NULL OR c.unit_id = $2)
         AND ($3::uuid IS NULL OR (c.created_at, c.id) < (SELECT p.created_at, p.id FROM clients p WHERE p.id = $3))
       ORDER BY c.created_at DESC, c.id DESC LIMIT $4`,
      [unitIds, unit ?? null, after ?? null, limit + 1],
    );
    const now = this.clock.now();
    return rows.map((row) => clientAnswer(row, now));
  }

  /** One client with its credentials, ended ones too; null when it is not in reach. */
  async client(unitIds: readonly string[], id: string): Promise<ClientDetails | null> {
    const [row] = await this.database.query<ClientRow & Record<string, unknown>>(
      'clients.one',
      `${CLIENTS} AND c.id = $2`,
      [unitIds, id],
    );
    if (!row) return null;
    const credentials = await this.database.query<CredentialRow & Record<string, unknown>>(
      'clients.all-credentials',
      `SELECT id, kind, jwk ->> 'kid' AS "keyId", valid_from AS "validFrom", valid_until AS "validUntil",
         ended_at AS "endedAt"
       FROM client_credentials WHERE client_id = $1 ORDER BY valid_from, id`,
      [id],
    );
    return { ...clientAnswer(row, this.clock.now()), credentials: credentials.map(credentialAnswer) };
  }
}

const scopesAnswer = (scopes: readonly ClientScope[]) =>
  scopes.map(({ act, typeCode, needsPurpose }) => ({ act, licenceType: typeCode, needsPurpose }));

const requestAnswer = (row: RequestRow): ClientRequest => ({
  ...row,
  scopes: scopesAnswer(row.scopes),
  expiresAt: row.expiresAt.toISOString(),
  requestedAt: row.requestedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

const clientAnswer = (row: ClientRow, now: Date): Client => ({
  ...row,
  state: row.endedAt !== null ? 'ended' : row.expiresAt <= now ? 'expired' : 'active',
  scopes: scopesAnswer(row.scopes),
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

const credentialAnswer = (row: CredentialRow): Credential => ({
  ...row,
  validFrom: row.validFrom.toISOString(),
  validUntil: row.validUntil.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});
