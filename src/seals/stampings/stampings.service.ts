import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Reach, reachOf } from '../../access/authorisation/grants.ts';
import type { UnitCaller } from '../../access/authorisation/unit-caller.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import type { SystemCause } from '../../audit/audit-origin.ts';
import { Database } from '../../platform/database/database.ts';
import { TransactionRunner } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { type IdempotencyErrorCode, requireIdempotencyKey } from '../../platform/http/idempotency-key.ts';
import type { SealedBox } from '../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import { asPersistedSealUse } from '../../signing/persisted-seal-use.ts';
import { SigningService } from '../../signing/signing.service.ts';
import type { Seal } from '../seal.ts';
import { SealUses } from '../seal-uses.service.ts';
import type { SealsErrorCode } from '../seals.errors.ts';
import { SealsQueries } from '../seals.queries.ts';
import type { StampingOptions } from './stamping-request.ts';
import { claimStamping, findStamping, lapsedStampings, type StampingIdentity } from './stamping-rows.ts';
import { type StampingSealing, StampingSealings } from './stamping-sealings.ts';

/** A request to seal a document that is no licence. */
export interface StampingOrder {
  readonly sealCode: string;
  readonly pdf: Buffer;
  readonly options: StampingOptions;
  readonly idempotencyKey: string | undefined;
}

/** The unit's own systems decide what they seal; approval of single uses only adds a basis. */
const BASIS = 'standing-rule:unit-document';
const RETRY_AFTER_S = 2;
const LAPSED_AT_ONCE = 100;

/** Seals documents of units with their own seals (签章), as licences are: use first, then signature (ADR 2). */
@Injectable()
export class Stampings {
  private readonly officers: SealedBox;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(SealsQueries) private readonly seals: SealsQueries,
    @Inject(SealUses) private readonly sealUses: SealUses,
    @Inject(StampingSealings) private readonly sealings: StampingSealings,
    @Inject(SigningService) private readonly signing: SigningService,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.officers = secrets.sealedBox('seal-use.acting-officer');
  }

  /**
   * Seals one document; the same key and request again give the same file.
   *
   * @throws DomainError seal.not-found, seal.not-active, stamping.misplaced, idempotency-key.missing,
   *   idempotency-key.reused, request.in-progress, those of signer and store; PdfError for the file
   */
  async stamp(caller: UnitCaller, order: StampingOrder): Promise<Buffer> {
    const identity = identityOf(caller.unitId, order);
    const earlier = await findStamping(this.database, identity);
    if (earlier && !earlier.requestDigest.equals(identity.digest))
      throw new DomainError<IdempotencyErrorCode>('conflict', 'idempotency-key.reused');
    if (earlier?.sealedSha256) return this.repeated(caller, earlier.sealUseId, earlier.sealedSha256);
    if (earlier?.state === 'intended' && earlier.isHeld) throw inProgress();
    const seal = await this.sealOf(reachOf(caller, 'seal.stamp'), order.sealCode);
    const request = this.sealings.requestOf(seal, order);
    const useId = await this.intend(caller, identity, seal, order, earlier?.sealUseId ?? null);
    const sealed = await this.sealAndStore(useId, seal, request).catch(async (error: unknown) => {
      await this.giveUp(caller, [useId], codeOf(error)).catch(() => undefined);
      throw error;
    });
    await this.complete(caller, useId, sealed.sha256, order);
    return sealed.pdf;
  }

  /**
   * Gives up what killed processes left: a void is a record too.
   *
   * @returns how many there were
   */
  async voidLapsed(cause: SystemCause): Promise<number> {
    const ids = await lapsedStampings(this.database, LAPSED_AT_ONCE);
    if (ids.length > 0) await this.giveUp(cause, ids, 'lease-lapsed');
    return ids.length;
  }

  private async sealOf({ unitIds }: Reach, sealCode: string): Promise<Seal> {
    const seals = await Promise.all(unitIds.map((unitId) => this.seals.sealsOf(unitId)));
    const seal = seals.flat().find(({ code }) => code === sealCode);
    if (!seal) throw new DomainError<SealsErrorCode>('not-found', 'seal.not-found');
    return seal;
  }

  /** tx1. */
  private async intend(
    caller: UnitCaller,
    identity: StampingIdentity,
    seal: Seal,
    { pdf, options }: StampingOrder,
    earlierUseId: string | null,
  ): Promise<string> {
    const id = newId();
    await this.transactions.run(async (tx) => {
      if (earlierUseId) await this.sealUses.void(tx, [earlierUseId], 'lease-lapsed');
      await this.sealUses.intend(tx, {
        id,
        sealId: seal.id,
        basis: BASIS,
        documentSha256: sha256Of(pdf),
        requestId: caller.requestId,
        actingOfficerSealed: this.officers.seal(
          Buffer.from(options.actingOfficer),
          `seal_uses/${id}/officer`,
        ),
        caseNumber: options.caseNumber,
      });
      if (!(await claimStamping(tx, identity, id, earlierUseId))) throw inProgress();
      await this.auditLog.appendConsequence(tx, caller, {
        act: 'seal-use.intend',
        outcome: 'succeeded',
        object: { kind: 'seal-use', id },
        caseNumber: options.caseNumber,
      });
    });
    return id;
  }

  private async sealAndStore(useId: string, seal: Seal, request: StampingSealing) {
    const use = asPersistedSealUse({ id: useId, sealId: seal.id, documentDigest: sha256Of(request.pdf) });
    const { pdf } = await this.signing.sealPdf(use, { ...request, sealKeyId: seal.keyId });
    return { pdf: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length), sha256: await this.files.put(pdf) };
  }

  /** tx2. What fails here may have happened: the reaper decides. */
  private complete(caller: UnitCaller, useId: string, sealedSha256: Buffer, { options }: StampingOrder) {
    return this.transactions.run(async (tx) => {
      await this.sealUses.complete(tx, [{ id: useId, sealedSha256 }]);
      await this.auditLog.append(tx, caller, {
        act: 'seal.stamp',
        outcome: 'succeeded',
        object: { kind: 'seal-use', id: useId },
        caseNumber: options.caseNumber,
        detail: { fileSha256: sealedSha256.toString('hex'), level: options.level },
      });
    });
  }

  private repeated(caller: UnitCaller, useId: string, sealedSha256: Buffer): Promise<Buffer> {
    const object = { kind: 'seal-use', id: useId } as const;
    this.auditLog.record(caller, {
      act: 'seal.stamp',
      outcome: 'succeeded',
      object,
      detail: { repeated: true },
    });
    return this.files.get(sealedSha256);
  }

  private giveUp(cause: Caller | SystemCause, ids: readonly string[], reason: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const count = await this.sealUses.void(tx, ids, reason);
      const [id] = ids;
      if (count === 0 || id === undefined) return;
      await this.auditLog.appendConsequence(tx, cause, {
        act: 'seal-use.void',
        outcome: 'succeeded',
        code: reason,
        object: { kind: 'seal-use', id },
        objectIds: ids,
      });
    });
  }
}

function identityOf(
  unitId: string,
  { sealCode, pdf, options, idempotencyKey }: StampingOrder,
): StampingIdentity {
  const body = { sealCode, file: sha256Of(pdf).toString('hex'), options: JSON.stringify(options) };
  const digest = createHash('sha256').update(canonicalJson(body)).digest();
  return { unitId, key: requireIdempotencyKey(idempotencyKey), digest };
}

const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const inProgress = () =>
  new DomainError<IdempotencyErrorCode>('conflict', 'request.in-progress', {
    retryAfterSeconds: RETRY_AFTER_S,
  });

const codeOf = (error: unknown): string => (error instanceof DomainError ? error.code : 'sealing-failed');
