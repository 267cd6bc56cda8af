import { Inject, Injectable } from '@nestjs/common';
import { type Reach, reachOf } from '../../access/authorisation/grants.ts';
import { officerOf, type UnitCaller } from '../../access/authorisation/unit-caller.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import { violatedConstraint } from '../../platform/database/database-errors.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { RequestIdentity } from '../issuing/licence-version.ts';
import { KeptAnswers } from '../kept-answers.ts';
import type { ActAnswer } from '../licence-answers.ts';
import type { ActOnLicence } from '../licence-requests.ts';
import { LicenceSecrets } from '../licence-secrets.ts';
import { beingSealed, type LicencesErrorCode } from '../licences.errors.ts';
import { IN_REACH } from '../reach-condition.ts';
import { type ActFacts, decideAct, LICENCE_ACTS, type LicenceActKind } from '../states/licence-acts.ts';
import type { StateRow } from '../states/licence-states.ts';

interface LockedLicence extends StateRow {
  readonly id: string;
  readonly currentVersion: number;
}

/** One act that a department asks for. */
export interface ActRequest {
  readonly kind: LicenceActKind;
  readonly licenceId: string;
  readonly body: ActOnLicence;
  readonly idempotencyKey: string | undefined;
}

/** Acts that change a licence's state without a new version. */
@Injectable()
export class LicenceActsService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(KeptAnswers) private readonly keptAnswers: KeptAnswers,
    @Inject(LicenceSecrets) private readonly secrets: LicenceSecrets,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Does one act: state, event, kept answer and log entry in one transaction under the licence's row lock, so that acts
   * on one licence come one after another. The same key and body again gives the kept answer.
   *
   * @throws DomainError licence.not-found (another unit's licence too), licence.state-forbids, licence.change-pending,
   *   act.refused, idempotency-key.missing, idempotency-key.reused, request.in-progress
   */
  async act(caller: UnitCaller, request: ActRequest): Promise<ActAnswer> {
    const { kind, licenceId, body, idempotencyKey } = request;
    const identity = this.keptAnswers.identify(caller.unitId, idempotencyKey, `${kind}/${licenceId}`, body);
    try {
      return await this.transactions.run((tx) => this.actInside(tx, caller, request, identity));
    } catch (error) {
      // The same key for another licence at the same moment: row locks do not meet, the primary key does.
      if (violatedConstraint(error) === 'issuance_requests_pkey')
        throw beingSealed('request.in-progress', error);
      throw error;
    }
  }

  private async actInside(
    tx: Tx,
    caller: UnitCaller,
    { kind, licenceId, body }: ActRequest,
    identity: RequestIdentity,
  ): Promise<ActAnswer> {
    const licence = await lockLicence(tx, licenceId, reachOf(caller, LICENCE_ACTS[kind].logged));
    const earlier = await this.keptAnswers.find(identity, tx);
    const officer = { ...caller, officer: officerOf(caller, body.actingOfficer) };
    const { event, logged } = LICENCE_ACTS[kind];
    const entry = { act: logged, outcome: 'succeeded', object: { kind: 'licence', id: licence.id } } as const;
    if (earlier.state === 'answered') {
      await this.auditLog.append(tx, officer, { ...entry, detail: { repeated: true } });
      return earlier.answer as ActAnswer;
    }
    const next = this.decide(kind, body, await this.factsOf(tx, licence));
    await updateState(tx, licence.id, next);
    const recordedAt = await insertEvent(tx, licence, event, next.stateEffectiveAt, {
      body,
      requestId: caller.requestId,
      officerSealed: this.secrets.sealOfficer(licence.id, officer.officer),
    });
    const answer = answerOf(licence, kind, next, recordedAt);
    await this.keptAnswers.keep(tx, identity, answer);
    await this.auditLog.append(tx, officer, { ...entry, detail: { effectiveAt: answer.effectiveAt } });
    return answer;
  }

  private async factsOf(tx: Tx, licence: LockedLicence): Promise<ActFacts> {
    const [times] = await tx.query<{ startsAt: Date; lastEffectiveAt: Date }>(
      'licences.event-times',
      `SELECT min(effective_at) FILTER (WHERE type = 'issued') AS "startsAt", max(effective_at) AS "lastEffectiveAt"
       FROM licence_events WHERE licence_id = $1 AND type <> 'sealing-abandoned'`,
      [licence.id],
    );
    const now = this.clock.now();
    return {
      row: licence,
      startsAt: times?.startsAt ?? now,
      lastEffectiveAt: times?.lastEffectiveAt ?? now,
      now,
    };
  }

  private decide(kind: LicenceActKind, { effectiveAt }: ActOnLicence, facts: ActFacts): StateRow {
    const decision = decideAct(kind, effectiveAt === undefined ? undefined : new Date(effectiveAt), facts);
    if (decision.ok) return decision.next;
    const { params = {}, problems = [] } = decision;
    throw new DomainError<LicencesErrorCode>(decision.kind, decision.code, { params, problems });
  }
}

async function lockLicence(tx: Tx, licenceId: string, { unitIds, typeCodes }: Reach): Promise<LockedLicence> {
  const [licence] = await tx.query<LockedLicence>(
    'licences.lock',
    `SELECT l.id, l.state, l.prior_state AS "priorState", l.state_effective_at AS "stateEffectiveAt",
       l.current_version AS "currentVersion"
     FROM licences l JOIN licence_types t ON t.id = l.licence_type_id
     WHERE l.id = $3 AND ${IN_REACH} AND l.state NOT IN ('sealing', 'void') FOR UPDATE OF l`,
    [unitIds, typeCodes, licenceId],
  );
  if (!licence) throw new DomainError<LicencesErrorCode>('not-found', 'licence.not-found');
  return licence;
}

async function updateState(tx: Tx, licenceId: string, next: StateRow): Promise<void> {
  await tx.query(
    'licences.update-state',
    `UPDATE licences SET state = $2, prior_state = $3, state_effective_at = $4 WHERE id = $1`,
    [licenceId, next.state, next.priorState, next.stateEffectiveAt],
  );
}

async function insertEvent(
  tx: Tx,
  licence: LockedLicence,
  type: string,
  effectiveAt: Date,
  from: { body: ActOnLicence; requestId: string; officerSealed: Buffer },
): Promise<Date> {
  const { body, requestId, officerSealed } = from;
  const [event] = await tx.query<{ recordedAt: Date }>(
    'licences.insert-event',
    `INSERT INTO licence_events (licence_id, version, type, effective_at, reason, legal_basis, document_reference,
       acting_officer_sealed, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING recorded_at AS "recordedAt"`,
    [
      licence.id,
      licence.currentVersion,
      type,
      effectiveAt,
      body.reason,
      body.legalBasis,
      body.documentReference ?? null,
      officerSealed,
      requestId,
    ],
  );
  return event!.recordedAt;
}

function answerOf(licence: LockedLicence, kind: LicenceActKind, next: StateRow, recordedAt: Date): ActAnswer {
  return {
    licenceId: licence.id,
    act: kind,
    state: next.state,
    effectiveAt: next.stateEffectiveAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
  };
}
