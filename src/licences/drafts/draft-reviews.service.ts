import { Inject, Injectable } from '@nestjs/common';
import { reachOf } from '../../access/authorisation/grants.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { IssuedLicence } from '../licence-answers.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import type { ReviewDraft } from './draft-requests.ts';
import { type DraftRow, insertDraftEvent, lockDraft, updateDraft } from './draft-rows.ts';
import { reviewBlockers } from './draft-states.ts';
import { DraftedLicences } from './drafted-licences.ts';
import { actorOf, requireRevision, stateAfter } from './licence-drafts.service.ts';

/** Reviews of drafts by somebody who has not had them in hand; an approval issues the licence. */
@Injectable()
export class DraftReviews {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(DraftedLicences) private readonly drafted: DraftedLicences,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  /**
   * Returns a draft to its clerk, or approves and issues it. Sent again after a broken approval it goes on where that
   * ended.
   *
   * @returns the licence of an approval, null of a return
   * @throws DomainError draft.not-found, draft.revision-changed, draft.state-forbids, draft.made-by-reviewer,
   *   draft.edited-by-reviewer, and what refuses the issue: then the draft is back with its clerk
   */
  async review(caller: Caller, id: string, review: ReviewDraft): Promise<IssuedLicence | null> {
    const draft = await this.transactions.run((tx) => this.decide(tx, caller, id, review));
    return review.decision === 'return' ? null : this.issue(caller, draft);
  }

  private async decide(tx: Tx, caller: Caller, id: string, review: ReviewDraft): Promise<DraftRow> {
    const reach = reachOf(caller, 'licence-draft.review');
    const draft = requireRevision(await lockDraft(tx, reach, id), review.revision);
    const reviewerId = actorOf(caller);
    const [blocker] = reviewBlockers(draft, reviewerId);
    if (blocker) throw new DomainError<LicencesErrorCode>('forbidden', blocker);
    if (draft.state === 'approved' && review.decision === 'approve') return draft;
    if (review.decision === 'return') {
      await updateDraft(tx, id, { state: stateAfter(draft, 'returned') });
      await insertDraftEvent(tx, draft, { type: 'returned', actorId: reviewerId, note: review.note });
      await this.auditLog.append(tx, caller, entryOf(id, review));
      return draft;
    }
    await updateDraft(tx, id, { state: stateAfter(draft, 'approved'), reviewedBy: reviewerId });
    await insertDraftEvent(tx, draft, { type: 'approved', actorId: reviewerId });
    // The request's own entry is that of the licence, or of its refusal.
    await this.auditLog.appendConsequence(tx, caller, entryOf(id, review));
    return draft;
  }

  private async issue(caller: Caller, draft: DraftRow): Promise<IssuedLicence> {
    const licence = await this.drafted.issue(caller, draft).catch(async (error: unknown) => {
      if (isRefusal(error)) await this.giveBack(caller, draft, error.code);
      throw error;
    });
    await this.transactions.run(async (tx) => {
      const found = await lockDraft(tx, reachOf(caller, 'licence-draft.review'), draft.id);
      // Two that went on with one approval got the same licence; the first has said so.
      if (found?.state !== 'approved') return;
      await updateDraft(tx, draft.id, { state: stateAfter(found, 'issued'), licenceId: licence.id });
      await insertDraftEvent(tx, draft, { type: 'issued', actorId: actorOf(caller) });
    });
    return licence;
  }

  private async giveBack(caller: Caller, draft: DraftRow, code: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const found = await lockDraft(tx, reachOf(caller, 'licence-draft.review'), draft.id);
      if (found?.state !== 'approved') return;
      await updateDraft(tx, draft.id, { state: stateAfter(found, 'issue-refused'), reviewedBy: null });
      await insertDraftEvent(tx, draft, { type: 'issue-refused', actorId: actorOf(caller), note: code });
    });
  }
}

/**
 * What the clerk must mend. That the service or a device is out of reach, or that the same request is under way, is
 * not: the approval stands and is sent again. A key that was used with another body cannot be: a new revision mends it.
 */
const isRefusal = (error: unknown): error is DomainError =>
  error instanceof DomainError &&
  (error.kind === 'invalid' || (error.kind === 'conflict' && error.code !== 'request.in-progress'));

const entryOf = (id: string, { decision }: ReviewDraft) =>
  ({
    act: 'licence-draft.review',
    outcome: 'succeeded',
    object: { kind: 'licence-draft', id },
    detail: { decision },
  }) as const;
