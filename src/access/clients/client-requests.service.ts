import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { violatedConstraint } from '../../platform/database/database-errors.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import { type ActingAdministrator, enterChange } from '../accounts/acting-administrator.ts';
import { isSecurityAdministrator, requireStillAdministrator } from '../accounts/security-administrators.ts';
import type { RoleDecision } from '../accounts/staff-requests.ts';
import type { NewClientRequest } from './client-bodies.ts';
import { clientDecisionProblems } from './client-decision-problems.ts';
import { type ClientScope, scopeText } from './client-scopes.ts';
import { ClientTokens } from './client-tokens.service.ts';
import type { ClientsErrorCode } from './clients.errors.ts';
import { ClientsService, type ClientTerms } from './clients.service.ts';

/** A request under its lock. */
interface LockedRequest extends ClientTerms {
  readonly id: string;
  readonly change: 'create' | 'terms';
  readonly unitId: string;
  readonly clientId: string | null;
  readonly name: string | null;
  readonly askerId: string;
  readonly isDecided: boolean;
}

/** Clients are made, and their terms changed, by four eyes: one security administrator asks, another decides. */
@Injectable()
export class ClientRequestsService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(ClientsService) private readonly clients: ClientsService,
    @Inject(ClientTokens) private readonly tokens: ClientTokens,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  /**
   * Asks for a client or for other terms of one. Logged as `client.request`.
   *
   * @returns the id of the request
   * @throws DomainError client.unit-not-found, client.not-found, client.ended, client.refused,
   *   client-request.open-already
   */
  ask(acting: ActingAdministrator, asked: NewClientRequest): Promise<string> {
    const terms = termsOf(asked);
    return this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      const unitId =
        asked.change === 'create'
          ? asked.unitId
          : (await this.clients.lock(tx, asked.clientId, acting.unitIds)).unitId;
      if (!acting.unitIds.includes(unitId))
        throw new DomainError<ClientsErrorCode>('not-found', 'client.unit-not-found');
      await this.clients.check(tx, unitId, terms);
      const id = await insertRequest(tx, acting.accountId, unitId, asked, terms);
      await enterChange(this.auditLog, tx, acting, {
        act: 'client.request',
        object: { kind: 'client-request', id },
        detail: { unit: unitId, change: asked.change, scopes: terms.scopes.map(scopeText) },
      });
      return id;
    });
  }

  /**
   * Decides a request; an approved one takes effect in the same transaction. Logged as `client.decide`.
   *
   * @returns UUID of the client that the request was about or has made; null when a new one was rejected
   * @throws DomainError client-request.not-found, client-request.decided, client-request.refused, client.ended,
   *   client.refused where the unit's duty has changed since
   */
  async decide(
    acting: ActingAdministrator,
    requestId: string,
    { decision, reason }: RoleDecision,
  ): Promise<string | null> {
    const clientId = await this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      const request = await lockOpen(tx, requestId, acting.unitIds);
      const isAskerAdministrator = await isSecurityAdministrator(tx, request.askerId);
      const problems = clientDecisionProblems(
        acting.accountId,
        { askerId: request.askerId, isAskerAdministrator },
        decision,
      );
      if (problems.length > 0)
        throw new DomainError<ClientsErrorCode>('conflict', 'client-request.refused', {
          problems: problems.map((code) => ({ path: '', code })),
        });
      const decided = decision === 'approved' ? await this.takeEffect(tx, request, acting) : request.clientId;
      await tx.query(
        'clients.decide-request',
        `UPDATE client_requests
         SET client_id = $2, decision = $3, decision_reason = $4, decided_by = $5, decided_at = clock_timestamp()
         WHERE id = $1`,
        [requestId, decided, decision, reason ?? null, acting.accountId],
      );
      await enterChange(this.auditLog, tx, acting, {
        act: 'client.decide',
        object: { kind: 'client-request', id: requestId },
        detail: { decision, client: decided },
      });
      return decided;
    });
    this.tokens.forget();
    return clientId;
  }

  private async takeEffect(
    tx: Tx,
    { change, clientId, name, unitId, ...terms }: LockedRequest,
    { unitIds }: ActingAdministrator,
  ): Promise<string> {
    if (change === 'create')
      return (await this.clients.create(tx, { unitId, name: name ?? '', ...terms })).id;
    const id = clientId ?? '';
    await this.clients.lock(tx, id, unitIds);
    await this.clients.changeTerms(tx, id, unitId, terms);
    return id;
  }
}

const termsOf = ({ scopes, quotaPerMinute, allowedAddresses, expiresAt }: NewClientRequest): ClientTerms => ({
  scopes: scopes.map(
    ({ act, licenceType, needsPurpose }): ClientScope => ({
      act,
      typeCode: licenceType ?? null,
      needsPurpose,
    }),
  ),
  quotaPerMinute,
  allowedAddresses,
  expiresAt: new Date(expiresAt),
});

async function insertRequest(
  tx: Tx,
  askerId: string,
  unitId: string,
  asked: NewClientRequest,
  terms: ClientTerms,
): Promise<string> {
  const id = newId();
  const isNew = asked.change === 'create';
  try {
    await tx.query(
      'clients.insert-request',
      `INSERT INTO client_requests (id, change, unit_id, client_id, name, scopes, quota_per_minute, allowed_addresses,
         expires_at, reason, requested_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT array_agg(network(a::inet)) FROM unnest($8::text[]) a), $9, $10, $11)`,
      [
        id,
        asked.change,
        unitId,
        isNew ? null : asked.clientId,
        isNew ? asked.name : null,
        JSON.stringify(terms.scopes),
        terms.quotaPerMinute,
        terms.allowedAddresses,
        terms.expiresAt,
        asked.reason,
        askerId,
      ],
    );
  } catch (error) {
    if (violatedConstraint(error) !== 'client_requests_open') throw error;
    throw new DomainError<ClientsErrorCode>('conflict', 'client-request.open-already', { cause: error });
  }
  return id;
}

async function lockOpen(tx: Tx, requestId: string, unitIds: readonly string[]): Promise<LockedRequest> {
  const [request] = await tx.query<LockedRequest & Record<string, unknown>>(
    'clients.lock-request',
    `SELECT id, change, unit_id AS "unitId", client_id AS "clientId", name, scopes, quota_per_minute AS "quotaPerMinute",
       allowed_addresses::text[] AS "allowedAddresses", expires_at AS "expiresAt", requested_by AS "askerId",
       decision IS NOT NULL AS "isDecided"
     FROM client_requests WHERE id = $1 AND unit_id = ANY($2::uuid[]) FOR UPDATE`,
    [requestId, unitIds],
  );
  if (!request) throw new DomainError<ClientsErrorCode>('not-found', 'client-request.not-found');
  if (request.isDecided) throw new DomainError<ClientsErrorCode>('conflict', 'client-request.decided');
  return request;
}
