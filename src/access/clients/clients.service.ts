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

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 2 * 366;

/** Clients as rows; who may ask for a change of them is not decided here. */
@Injectable()
export class ClientsService {
  constructor(
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Adds a client, without a credential, inside `tx`. Log it there as `client.create`.
   *
   * @returns its UUID and what it calls itself by
   * @throws DomainError client.unit-not-found, client.refused with a problem for each scope and day that cannot be
   */
  async create(tx: Tx, client: NewClient): Promise<{ readonly id: string; readonly clientId: string }> {
    await this.check(tx, client.unitId, client);
    const id = newId();
    const clientId = `zzc_${randomToken(16)}`;
    await tx.query(
      'clients.insert',
      `INSERT INTO clients (id, unit_id, client_id, name, quota_per_minute, allowed_addresses, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, (SELECT array_agg(network(a::inet)) FROM unnest($6::text[]) a), $7, $8)`,
      [
        id,
        client.unitId,
        clientId,
        client.name,
        client.quotaPerMinute,
        client.allowedAddresses,
        this.clock.now(),
        client.expiresAt,
      ],
    );
    await this.addScopes(tx, id, client.scopes);
    return { id, clientId };
  }

  /**
   * Whether the systems of a unit may have these terms.
   *
   * @throws DomainError client.unit-not-found, client.refused
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
