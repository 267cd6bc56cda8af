import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { sm3 } from '../../crypto/sm2/sm3.ts';
import { oneFlight } from '../../platform/database/one-flight.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.ts';
import type { Seal } from '../../seals/seal.ts';
import { SealImpressions } from '../../seals/seal-impressions.ts';
import { type CompletedSealUse, SealUses } from '../../seals/seal-uses.service.ts';
import { startOfShanghaiDay } from '../../shared/calendar-date.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import { asPersistedSealUse, type PersistedSealUse } from '../../signing/persisted-seal-use.ts';
import type { SignatureLevel } from '../../signing/signature-level.ts';
import { type SealingRequest, SigningService } from '../../signing/signing.service.ts';
import type { IssuedLicence } from '../licence-answers.ts';
import { LicenceSecrets } from '../licence-secrets.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { type LicenceState, stateAfter } from '../states/licence-states.ts';
import { certificationOf } from './certification.ts';
import { FAULT_POINTS, type FaultPoints } from './fault-points.ts';
import { sealUseIntent } from './seal-use-intent.ts';
import type { SealingWork } from './sealing-work.ts';
import { ABANDON_VERSION, COMPLETE_VERSION, completionValues } from './version-completion.ts';
import { insertVersionSealUse } from './version-seal-use.ts';

interface SealedFile {
  readonly pdf: Uint8Array;
  readonly sha256: Buffer;
  readonly uses: readonly CompletedSealUse[];
}

/** From *intended* to *valid*: sign, store, complete (docs/adr/0002-sealing-survives-a-kill.md). */
@Injectable()
export class VersionSealing {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(SealUses) private readonly sealUses: SealUses,
    @Inject(SealImpressions) private readonly impressions: SealImpressions,
    @Inject(SigningService) private readonly signing: SigningService,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(LicenceSecrets) private readonly secrets: LicenceSecrets,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FAULT_POINTS) private readonly faultPoints: FaultPoints,
  ) {}

  /**
   * Seals, stores and completes. What fails before the register is touched again is given up at once: uses void,
   * version void, key free. What fails in the last transaction is left to the reaper, because it may have happened.
   *
   * @throws DomainError of signer, store or database; licence.sealing-abandoned, seal-use.ended, licence.state-forbids
   */
  async seal(work: SealingWork): Promise<IssuedLicence> {
    const uses: string[] = [work.firstSealUseId];
    const sealed = await this.sealAndStore(work, uses).catch(async (error: unknown) => {
      await this.giveUp(work, uses, reasonOf(error)).catch(() => undefined);
      throw error;
    });
    this.faultPoints.pass('before-complete');
    const answer = await this.complete(work, sealed).catch(async (error: unknown) => {
      if (isStateForbidding(error)) await this.giveUp(work, uses, 'licence-state-changed');
      throw error;
    });
    this.faultPoints.pass('after-complete');
    return answer;
  }

  private async sealAndStore(work: SealingWork, useIds: string[]): Promise<SealedFile> {
    let pdf = work.drawn.pdf;
    const digests = [work.documentSha256];
    for (const [at, seal] of work.seals.entries()) {
      if (at > 0) {
        digests.push(createHash('sha256').update(pdf).digest());
        useIds.push(await this.intendNext(work, seal, at + 1, digests[at]!));
      }
      const use = { id: useIds[at]!, sealId: seal.id, documentDigest: digests[at]! };
      pdf = await this.sign(work, seal, at, asPersistedSealUse(use), pdf);
    }
    this.faultPoints.pass('before-store');
    const sha256 = await this.files.put(pdf);
    this.faultPoints.pass('after-store');
    const sealedDigests = [...digests.slice(1), sha256];
    return { pdf, sha256, uses: useIds.map((id, at) => ({ id, sealedSha256: sealedDigests[at]! })) };
  }

  /** The next seal is over the bytes that the one before made: its use is a row of its own before it is made. */
  private async intendNext(work: SealingWork, seal: Seal, ordinal: number, documentSha256: Buffer) {
    const id = newId();
    await this.transactions.run(async (tx) => {
      await this.sealUses.intend(tx, sealUseIntent(id, seal, work, documentSha256));
      const { versionId, attempt } = work;
      await insertVersionSealUse(tx, { versionId, attempt, ordinal, sealUseId: id });
      await this.auditLog.appendConsequence(tx, work.cause, {
        act: 'seal-use.intend',
        outcome: 'succeeded',
        object: { kind: 'seal-use', id },
        caseNumber: work.caseNumber,
      });
    });
    return id;
  }

  private async sign(
    work: SealingWork,
    seal: Seal,
    at: number,
    use: PersistedSealUse,
    pdf: Uint8Array,
  ): Promise<Uint8Array> {
    this.faultPoints.pass('before-sign');
    const sealed = await this.signing.sealPdf(use, {
      sealKeyId: seal.keyId,
      pdf,
      ...(at === 0 && { layout: work.drawn.layout }),
      seal: await this.sealOptions(work, seal, at),
      level: levelOf(work, at),
      pass: (step) => this.faultPoints.pass(step),
    });
    this.faultPoints.pass('after-sign');
    return sealed.pdf;
  }

  private async sealOptions(work: SealingWork, seal: Seal, at: number): Promise<SealingRequest['seal']> {
    const { signature, name } = work.facts.definition;
    // A licence type is saved only with a place for each of its seals.
    const centre = work.template.sealPlaces[at]!;
    const { diameterMm } = seal;
    return {
      subFilter: signature.subFilter,
      ...(signature.filter && { filter: signature.filter }),
      fieldName: `Seal${at + 1}`,
      visible: {
        pageIndex: 0,
        place: {
          xMm: centre.xMm - diameterMm / 2,
          yMm: centre.yMm - diameterMm / 2,
          widthMm: diameterMm,
          heightMm: diameterMm,
        },
        appearance: this.impressions.appearanceOf(seal),
      },
      ...certificationOf(signature, at + 1),
      signedAt: this.clock.now(),
      signerName: seal.name,
      reason: name.zh,
    };
  }

  private complete(work: SealingWork, sealed: SealedFile): Promise<IssuedLicence> {
    return this.transactions.run(async (tx) => {
      if (work.version > 1) await requireChangeable(tx, work.licenceId);
      const answer = answerOf(work, sealed.sha256);
      await oneFlight(
        this.sealUses.complete(tx, sealed.uses),
        this.completeVersion(tx, work, sealed, answer),
        this.logCompletion(tx, work, answer),
      );
      return answer;
    });
  }

  private async completeVersion(tx: Tx, work: SealingWork, sealed: SealedFile, answer: IssuedLicence) {
    const { facts, content } = work;
    const rows = await tx.query(
      COMPLETE_VERSION.name,
      COMPLETE_VERSION.text,
      completionValues({
        versionId: work.versionId,
        fileId: newId(),
        sha256: sealed.sha256,
        sm3: sm3(sealed.pdf),
        byteLength: sealed.pdf.length,
        signatureLevel: facts.definition.signature.level,
        sealUseIds: sealed.uses.map((use) => use.id),
        answerSealed: this.secrets.sealAnswer(work.unitId, work.idempotencyKey, answer),
        effectiveAt: this.effectOf(work),
        reason: content.reason,
        legalBasis: content.legalBasis,
        documentReference: content.documentReference,
        requestId: work.requestId,
      }),
    );
    if (rows.length === 0) throw new DomainError<LicencesErrorCode>('conflict', 'licence.sealing-abandoned');
  }

  /** A first version holds from its first day; a later one takes the place of the other no earlier than now. */
  private effectOf({ version, facts }: SealingWork): Date {
    const firstDay = startOfShanghaiDay(facts.effectiveOn);
    const now = this.clock.now();
    return version > 1 && firstDay < now ? now : firstDay;
  }

  private async logCompletion(tx: Tx, { cause, version, caseNumber }: SealingWork, answer: IssuedLicence) {
    const entry = {
      act: version === 1 ? 'licence.issue' : 'licence.change',
      outcome: 'succeeded',
      object: { kind: 'licence', id: answer.id },
      caseNumber,
      detail: { version, fileSha256: answer.fileSha256 },
    } as const;
    if (cause.kind === 'system') await this.auditLog.appendConsequence(tx, cause, entry);
    else await this.auditLog.append(tx, cause, entry);
  }

  /** Voids the open uses and the version; the idempotency key is free for the same body again. */
  giveUp(work: Pick<SealingWork, 'versionId' | 'cause'>, useIds: readonly string[], reason: string) {
    return this.transactions.run(async (tx) => {
      const count = await this.sealUses.void(tx, useIds, reason);
      await tx.query(ABANDON_VERSION.name, ABANDON_VERSION.text, [work.versionId, reason]);
      if (count > 0)
        await this.auditLog.appendConsequence(tx, work.cause, {
          act: 'seal-use.void',
          outcome: 'succeeded',
          code: reason,
          object: { kind: 'seal-use', id: useIds[0]! },
          objectIds: useIds,
        });
    });
  }
}

/** While the next version was being sealed, the licence may have been revoked: then it must not come to life again. */
async function requireChangeable(tx: Tx, licenceId: string): Promise<void> {
  const [row] = await tx.query<{ state: LicenceState }>(
    'licences.lock-state',
    'SELECT state FROM licences WHERE id = $1 FOR UPDATE',
    [licenceId],
  );
  if (!row || stateAfter(row.state, 'issued') === null)
    throw new DomainError<LicencesErrorCode>('conflict', 'licence.state-forbids', {
      params: { state: row?.state ?? 'void' },
    });
}

/** The time-stamp of B-LTA is over all seals, so it comes with the last one. */
function levelOf({ facts, seals }: SealingWork, at: number): SignatureLevel {
  const { level } = facts.definition.signature;
  return level === 'B-LTA' && at < seals.length - 1 ? 'B-LT' : level;
}

/** Why uses are void: by the code where it is one of ours, as trust.no-time-stamp. */
const reasonOf = (error: unknown): string => (error instanceof DomainError ? error.code : 'sealing-failed');

const isStateForbidding = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'licence.state-forbids';

function answerOf({ licenceId, version, facts }: SealingWork, fileSha256: Buffer): IssuedLicence {
  const self = `/api/v1/licences/${licenceId}`;
  return {
    id: licenceId,
    identifier: facts.identifier,
    number: facts.number,
    version,
    token: facts.token,
    checkAddress: facts.checkAddress,
    state: 'valid',
    fileSha256: fileSha256.toString('hex'),
    links: { self, file: `${self}/file`, events: `${self}/events` },
  };
}
