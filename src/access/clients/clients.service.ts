import { Inject, Injectable } from '@nestjs/common';
import { CatalogueQueries } from '../../catalogue/catalogue.queries.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId, randomToken } from '../../shared/ids.ts';
import { scopeProblems } from './client-acts.ts';
import type { ClientScope } from './client-scopes.ts';
import type { ClientsErrorCode } from './clients.errors.ts';

/** What a client may do, and within which bounds. */
export interface ClientTerms {
  readonly scopes: readonly ClientScope[];
  readonly quotaPerMinute: number;
  /** Networks in CIDR form; null: any address. */
  readonly allowedAddresses: readonly string[] | null;
  readonly expiresAt: Date;
}

export interface NewClient extends ClientTerms {
  readonly unitId: string;
  readonly name: string;
}

/** A client under its lock, not ended and not expired. */
export interface LockedClient {
  readonly id: string;
  readonly clientId: string;
  readonly unitId: string;
  readonly expiresAt: Date;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 2 * 366;

/** Clients as rows, inside the transactions of others; who may ask for a change of them is not decided here. */
@Injectable()
export class ClientsService {
  constructor(
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Adds a client, without a credential, inside `tx`. The caller logs it there.
   *
   * @returns its UUID and what it calls itself by
   * @throws DomainError client.unit-not-found, client.refused with a problem for each scope and day that cannot be
   */
  async create(tx: Tx, client: NewClient): Promise<{ readonly id: string; readonly clientId: string }> {
    await this.check(tx, client.unitId, client);
    const id = newId();
    const clientId = `zzc_${randomToken(16)}`;
    const { unitId, name, quotaPerMinute, allowedAddresses, expiresAt } = client;
    await tx.query(
      'clients.insert',
      `INSERT INTO clients (id, unit_id, client_id, name, quota_per_minute, allowed_addresses, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, (SELECT array_agg(network(a::inet)) FROM unnest($6::text[]) a), $7, $8)`,
      [id, unitId, clientId, name, quotaPerMinute, allowedAddresses, this.clock.now(), expiresAt],
    );
    await this.addScopes(tx, id, client.scopes);
    return { id, clientId };
  }

  /**
   * Gives a locked client other terms inside `tx`; scopes that stand in both lists go on. The caller logs it there.
   *
   * @throws DomainError client.unit-not-found, client.refused
   */
  async changeTerms(tx: Tx, id: string, unitId: string, terms: ClientTerms): Promise<void> {
    await this.check(tx, unitId, terms);
    await tx.query(
      'clients.change-terms',
      `UPDATE clients SET quota_per_minute = $2, expires_at = $4,
         allowed_addresses = (SELECT array_agg(network(a::inet)) FROM unnest($3::text[]) a)
       WHERE id = $1`,
      [id, terms.quotaPerMinute, terms.allowedAddresses, terms.expiresAt],
    );
    const open = await tx.query<ClientScope & { readonly id: string } & Record<string, unknown>>(
      'clients.open-scopes',
      `SELECT id, act, type_code AS "typeCode", needs_purpose AS "needsPurpose" FROM client_scopes
       WHERE client_id = $1 AND ended_at IS NULL`,
      [id],
    );
    const gone = open.filter((scope) => !terms.scopes.some((one) => isSameScope(one, scope)));
    await tx.query(
      'clients.end-scopes',
      'UPDATE client_scopes SET ended_at = $2 WHERE id = ANY($1::uuid[])',
      [gone.map((scope) => scope.id), this.clock.now()],
    );
    const added = terms.scopes.filter((scope) => !open.some((one) => isSameScope(one, scope)));
    await this.addScopes(tx, id, added);
  }

  /**
   * Ends a locked client inside `tx`, with its credentials and tokens. The caller logs it there and makes
   * `ClientTokens` forget afterwards.
   */
  async end(tx: Tx, id: string, reason: string): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      'clients.end',
      `WITH credentials AS (UPDATE client_credentials SET ended_at = $2 WHERE client_id = $1 AND ended_at IS NULL),
         tokens AS (UPDATE client_tokens SET revoked_at = $2 WHERE client_id = $1 AND revoked_at IS NULL)
       UPDATE clients SET ended_at = $2, end_reason = $3 WHERE id = $1`,
      [id, now, reason],
    );
  }

  /**
   * Locks a client of one of `unitIds`: changes of one client come one after another.
   *
   * @throws DomainError client.not-found (one of another unit too), client.ended
   */
  async lock(tx: Tx, id: string, unitIds: readonly string[]): Promise<LockedClient> {
    const [client] = await tx.query<LockedClient & { endedAt: Date | null } & Record<string, unknown>>(
      'clients.lock',
      `SELECT id, client_id AS "clientId", unit_id AS "unitId", expires_at AS "expiresAt", ended_at AS "endedAt"
       FROM clients WHERE id = $1 AND unit_id = ANY($2::uuid[]) FOR UPDATE`,
      [id, unitIds],
    );
    if (!client) throw new DomainError<ClientsErrorCode>('not-found', 'client.not-found');
    if (client.endedAt !== null) throw new DomainError<ClientsErrorCode>('conflict', 'client.ended');
    return client;
  }

  /**
   * Whether the systems of a unit may have these terms.
   *
   * @throws DomainError client.unit-not-found (also of a unit that is no more), client.refused
   */
  async check(tx: Tx, unitId: string, { scopes, expiresAt }: ClientTerms): Promise<void> {
    const [unit] = await tx.query<{ issuing: boolean }>(
      'clients.unit-duty',
      'SELECT issuing FROM units WHERE id = $1 AND ended_on IS NULL',
      [unitId],
    );
    if (!unit) throw new DomainError<ClientsErrorCode>('not-found', 'client.unit-not-found');
    const issuedTypeCodes = await this.catalogue.codesIssuedBy(unitId, tx);
    const problems = scopeProblems(scopes, { issuing: unit.issuing, issuedTypeCodes });
    const days = (expiresAt.getTime() - this.clock.now().getTime()) / DAY_MS;
    if (days <= 0 || days > LONGEST_DAYS)
      problems.push({ path: 'expiresAt', code: 'client.days' satisfies ClientsErrorCode });
    if (problems.length > 0)
      throw new DomainError<ClientsErrorCode>('invalid', 'client.refused', { problems });
  }

  private async addScopes(tx: Tx, id: string, scopes: readonly ClientScope[]): Promise<void> {
    const addedAt = this.clock.now();
    for (const { act, typeCode, needsPurpose } of scopes)
      await tx.query(
        'clients.insert-scope',
        `INSERT INTO client_scopes (id, client_id, act, type_code, needs_purpose, added_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [newId(), id, act, typeCode, needsPurpose, addedAt],
      );
  }
}

const isSameScope = (left: ClientScope, right: ClientScope): boolean =>
  left.act === right.act && left.typeCode === right.typeCode && left.needsPurpose === right.needsPurpose;
