import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.ts';
import { violatedConstraint } from '../platform/database/database-errors.ts';
import { TransactionRunner, type Tx } from '../platform/database/transaction-runner.ts';
import { SealUses } from '../seals/seal-uses.service.ts';
import { DomainError } from '../shared/domain-error.ts';
import { newId } from '../shared/ids.ts';
import { FAULT_POINTS, type FaultPoints } from './fault-points.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { IssuedLicence } from './licence-answers.ts';
import type { IssueLicence } from './licence-requests.ts';
import { newLicenceSerial } from './licence-serial.ts';
import type { RequestIdentity } from './licence-version.ts';
import type { LicencesErrorCode } from './licences.errors.ts';
import { sealUseIntent } from './seal-use-intent.ts';
import { SealingResumption } from './sealing-resumption.ts';
import type { SealingWork } from './sealing-work.ts';
import type { UnitCaller } from './unit-caller.ts';
import { type VersionDraft, VersionDrafting } from './version-drafting.ts';
import { INSERT_LICENCE, versionValues } from './version-insert.ts';
import { VersionSealing } from './version-sealing.ts';

/** Issues licences: one licence for one idempotency key, whatever happens on the way. */
@Injectable()
export class LicenceIssuingService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(KeptAnswers) private readonly keptAnswers: KeptAnswers,
    @Inject(VersionDrafting) private readonly drafting: VersionDrafting,
    @Inject(VersionSealing) private readonly sealing: VersionSealing,
    @Inject(SealingResumption) private readonly resumption: SealingResumption,
    @Inject(SealUses) private readonly sealUses: SealUses,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(FAULT_POINTS) private readonly faultPoints: FaultPoints,
  ) {}

  /**
   * Issues a licence: checked, drawn, sealed, stored and entered; durable when it returns.
   *
   * @param idempotencyKey the same key and body again gives the kept answer
   * @throws DomainError licence.refused, face-refused, licence.number-taken, seal.not-active, request.in-progress,
   *   idempotency-key.missing, idempotency-key.reused, and those of signer, store and database
   */
  async issue(
    caller: UnitCaller,
    body: IssueLicence,
    idempotencyKey: string | undefined,
  ): Promise<IssuedLicence> {
    const identity = this.keptAnswers.identify(caller.unitId, idempotencyKey, 'issue', body);
    const earlier = await this.earlierAnswer(caller, identity);
    if (earlier) return earlier;
    const draft = await this.drafting.draft({
      unitId: caller.unitId,
      typeCode: body.licenceType,
      licenceId: newId(),
      serial: newLicenceSerial(),
      number: body.number,
      version: 1,
      request: body,
      cause: { reason: '签发', legalBasis: null, documentReference: null },
    });
    const work = workOf({ ...caller, officer: body.actingOfficer }, identity, draft);
    this.faultPoints.pass('before-intend');
    const isClaimed = await this.enter(work, draft, identity);
    this.faultPoints.pass('after-intend');
    if (isClaimed) return this.sealing.seal(work);
    // Another request with the same key was faster between the look and the entry.
    const other = await this.earlierAnswer(caller, identity);
    if (other) return other;
    throw new DomainError<LicencesErrorCode>('conflict', 'request.in-progress');
  }

  /** What an earlier request under the same key has led or now leads to; `null` when there was none. */
  private async earlierAnswer(caller: UnitCaller, identity: RequestIdentity): Promise<IssuedLicence | null> {
    const earlier = await this.keptAnswers.find(identity);
    if (earlier.state === 'started') return this.resumption.resumeFor(caller, earlier.versionId);
    if (earlier.state !== 'answered') return null;
    const answer = earlier.answer as IssuedLicence;
    this.auditLog.record(caller, {
      act: 'licence.issue',
      outcome: 'succeeded',
      object: { kind: 'licence', id: answer.id },
      detail: { repeated: true },
    });
    return answer;
  }

  /** tx1. @returns false when the key was claimed by another request */
  private async enter(work: SealingWork, draft: VersionDraft, identity: RequestIdentity): Promise<boolean> {
    try {
      await this.transactions.run((tx) => this.enterInside(tx, work, draft, identity));
      return true;
    } catch (error) {
      if (error instanceof KeyTaken) return false;
      if (violatedConstraint(error) === 'licences_number')
        throw new DomainError<LicencesErrorCode>('conflict', 'licence.number-taken', { cause: error });
      throw error;
    }
  }

  private async enterInside(tx: Tx, work: SealingWork, draft: VersionDraft, identity: RequestIdentity) {
    const { version, type, facts } = draft;
    const documentSha256 = createHash('sha256').update(draft.drawn.pdf).digest();
    await this.sealUses.intend(tx, sealUseIntent(work.firstSealUseId, draft.seals[0]!, work, documentSha256));
    const values = versionValues(identity, version, work.firstSealUseId);
    const serial = facts.identifier.split('.').at(-3);
    const rows = await tx.query(INSERT_LICENCE.name, INSERT_LICENCE.text, [
      ...values,
      type.typeId,
      serial,
      facts.number,
    ]);
    if (rows.length === 0) throw new KeyTaken();
    await this.auditLog.appendConsequence(tx, work.cause, {
      act: 'seal-use.intend',
      outcome: 'succeeded',
      object: { kind: 'seal-use', id: work.firstSealUseId },
      caseNumber: work.caseNumber,
    });
  }
}

/** Rolls tx1 back: nothing of it may stay. */
class KeyTaken extends Error {}

function workOf(caller: UnitCaller, identity: RequestIdentity, draft: VersionDraft): SealingWork {
  const { version, facts, content, drawn, seals, type } = draft;
  return {
    licenceId: version.licenceId,
    versionId: version.id,
    version: version.version,
    attempt: 1,
    facts,
    content,
    template: type.face.template,
    drawn,
    seals,
    firstSealUseId: newId(),
    caseNumber: version.caseNumber,
    actingOfficerSealed: version.actingOfficerSealed,
    requestId: caller.requestId,
    unitId: identity.unitId,
    idempotencyKey: identity.key,
    cause: caller,
  };
}
