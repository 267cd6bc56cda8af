import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { UnitCaller } from '../../access/authorisation/unit-caller.ts';
import type { AuditAct } from '../../audit/audit-acts.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import { oneFlight } from '../../platform/database/one-flight.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { SealUses } from '../../seals/seal-uses.service.ts';
import { newId } from '../../shared/ids.ts';
import { KeptAnswers } from '../kept-answers.ts';
import type { IssuedLicence } from '../licence-answers.ts';
import { beingSealed } from '../licences.errors.ts';
import { FAULT_POINTS, type FaultPoints } from '../sealing/fault-points.ts';
import { sealUseIntent } from '../sealing/seal-use-intent.ts';
import { SealingResumption } from '../sealing/sealing-resumption.ts';
import type { SealingWork } from '../sealing/sealing-work.ts';
import { VersionSealing } from '../sealing/version-sealing.ts';
import type { RequestIdentity } from './licence-version.ts';
import type { VersionDraft } from './version-drafting.ts';

/** What differs between the first version of a licence and a later one. */
export interface EntryPlan {
  readonly act: Extract<AuditAct, 'licence.issue' | 'licence.change'>;
  readonly identity: RequestIdentity;
  readonly officer: string;
  /** Drafts the version; asked only when no earlier request under the key has been answered. */
  readonly draft: () => Promise<VersionDraft>;
  /** Checks under lock what must hold at the moment of entry; throws where it does not. */
  readonly require?: (tx: Tx) => Promise<void>;
  /** Enters the version, claiming the key; gives no row when the key is taken. */
  readonly insert: (tx: Tx, draft: VersionDraft, firstSealUseId: string) => Promise<readonly unknown[]>;
}

/** Brings a version from its draft into force, once for each idempotency key. */
@Injectable()
export class VersionEntry {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(KeptAnswers) private readonly keptAnswers: KeptAnswers,
    @Inject(VersionSealing) private readonly sealing: VersionSealing,
    @Inject(SealingResumption) private readonly resumption: SealingResumption,
    @Inject(SealUses) private readonly sealUses: SealUses,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(FAULT_POINTS) private readonly faultPoints: FaultPoints,
  ) {}

  /**
   * The answer to a request: kept, taken up where an earlier attempt broke off, or of a new version.
   *
   * @throws DomainError request.in-progress, idempotency-key.reused, seal.not-active, and those of the plan, of signer,
   *   store and database
   */
  async answer(caller: UnitCaller, plan: EntryPlan): Promise<IssuedLicence> {
    const earlier = await this.earlierAnswer(caller, plan);
    if (earlier) return earlier;
    const draft = await plan.draft();
    const work = workOf(caller, plan, draft);
    this.faultPoints.pass('before-intend');
    const isClaimed = await this.enter(plan, draft, work);
    this.faultPoints.pass('after-intend');
    if (isClaimed) return this.sealing.seal(work);
    // Another request with the same key was faster between the look and the entry.
    const other = await this.earlierAnswer(caller, plan);
    if (other) return other;
    throw beingSealed('request.in-progress');
  }

  private async earlierAnswer(
    caller: UnitCaller,
    { act, identity }: EntryPlan,
  ): Promise<IssuedLicence | null> {
    const earlier = await this.keptAnswers.find(identity);
    if (earlier.state === 'started') return this.resumption.resumeFor(caller, earlier.versionId);
    if (earlier.state !== 'answered') return null;
    const answer = earlier.answer as IssuedLicence;
    const object = { kind: 'licence', id: answer.id } as const;
    this.auditLog.record(caller, { act, outcome: 'succeeded', object, detail: { repeated: true } });
    return answer;
  }

  /** tx1. @returns false when the key was claimed by another request */
  private async enter(plan: EntryPlan, draft: VersionDraft, work: SealingWork): Promise<boolean> {
    try {
      await this.transactions.run(async (tx) => {
        await plan.require?.(tx);
        const { firstSealUseId: id, caseNumber } = work;
        const [, claimed] = await oneFlight(
          this.sealUses.intend(tx, sealUseIntent(id, draft.seals[0]!, work, work.documentSha256)),
          plan.insert(tx, draft, id),
          this.auditLog.appendConsequence(tx, work.cause, {
            act: 'seal-use.intend',
            outcome: 'succeeded',
            object: { kind: 'seal-use', id },
            caseNumber,
          }),
        );
        if (claimed.length === 0) throw new KeyTaken();
      });
      return true;
    } catch (error) {
      if (error instanceof KeyTaken) return false;
      throw error;
    }
  }
}

/** Rolls tx1 back: nothing of it may stay. */
class KeyTaken extends Error {}

function workOf(caller: UnitCaller, { identity, officer }: EntryPlan, draft: VersionDraft): SealingWork {
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
    documentSha256: createHash('sha256').update(drawn.pdf).digest(),
    seals,
    firstSealUseId: newId(),
    caseNumber: version.caseNumber,
    actingOfficerSealed: version.actingOfficerSealed,
    requestId: caller.requestId,
    unitId: identity.unitId,
    idempotencyKey: identity.key,
    cause: { ...caller, officer },
  };
}
