import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import type { SystemCause } from '../../audit/audit-origin.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { HolderSealing } from '../../holders/holder-sealing.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { SealUses } from '../../seals/seal-uses.service.ts';
import { SealsQueries } from '../../seals/seals.queries.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import { type IssuableType, IssuableTypes } from '../issuing/issuable-types.ts';
import type { LicenceFacts } from '../issuing/licence-facts.ts';
import { checkAddressOf, drawLicence, sealsFor } from '../issuing/version-drafting.ts';
import type { IssuedLicence } from '../licence-answers.ts';
import { type LicenceContent, LicenceSecrets } from '../licence-secrets.ts';
import { beingSealed, type LicencesErrorCode } from '../licences.errors.ts';
import { sealUseIntent } from './seal-use-intent.ts';
import type { SealingWork } from './sealing-work.ts';
import { type UnfinishedVersion, UnfinishedVersions } from './unfinished-versions.queries.ts';
import { insertVersionSealUse } from './version-seal-use.ts';
import { VersionSealing } from './version-sealing.ts';

/** After this many attempts a version is void. */
const MAX_ATTEMPTS = 3;

/** Takes up what a killed process left *intended*: the old uses are void, a new attempt has uses of its own. */
@Injectable()
export class SealingResumption {
  constructor(
    @Inject(UnfinishedVersions) private readonly unfinished: UnfinishedVersions,
    @Inject(IssuableTypes) private readonly types: IssuableTypes,
    @Inject(SealsQueries) private readonly seals: SealsQueries,
    @Inject(HolderSealing) private readonly holderSealing: HolderSealing,
    @Inject(LicenceSecrets) private readonly secrets: LicenceSecrets,
    @Inject(SealUses) private readonly sealUses: SealUses,
    @Inject(VersionSealing) private readonly sealing: VersionSealing,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * For a request that comes again while its first attempt is unfinished.
   *
   * @throws DomainError request.in-progress while its lease runs, licence.sealing-abandoned after the last attempt
   */
  async resumeFor(caller: Caller, versionId: string): Promise<IssuedLicence> {
    const answer = await this.resume(versionId, caller);
    if (answer) return answer;
    throw beingSealed('request.in-progress');
  }

  /**
   * Seals an unfinished version whose lease has lapsed.
   *
   * @returns `null` when there is nothing to take up: finished, or another process is at it
   * @throws DomainError licence.sealing-abandoned after the last attempt, and those of `VersionSealing.seal`
   */
  async resume(versionId: string, cause: Caller | SystemCause): Promise<IssuedLicence | null> {
    const left = await this.unfinished.find(versionId);
    if (!left?.isLapsed) return null;
    const type = await this.types.version(left.typeVersionId);
    const chosen = sealsFor(type, await this.seals.sealsOf(left.unitId), this.clock.now());
    if (!chosen || left.attempt >= MAX_ATTEMPTS) return this.abandon(left, cause);
    const facts = this.factsOf(left, type);
    const drawn = drawLicence(type, facts);
    const work: SealingWork = {
      ...left,
      attempt: left.attempt + 1,
      facts,
      content: this.contentOf(left),
      template: type.face.template,
      drawn,
      documentSha256: createHash('sha256').update(drawn.pdf).digest(),
      seals: chosen,
      firstSealUseId: newId(),
      cause,
    };
    const isOurs = await this.transactions.run((tx) => this.takeOver(tx, left, work));
    return isOurs ? this.sealing.seal(work) : null;
  }

  private async abandon(left: UnfinishedVersion, cause: Caller | SystemCause): Promise<never> {
    await this.sealing.giveUp({ versionId: left.versionId, cause }, left.openUseIds, 'attempts-exhausted');
    throw new DomainError<LicencesErrorCode>('conflict', 'licence.sealing-abandoned');
  }

  /** One transaction: the lapsed uses void, the next one intended. @returns false when another process was faster */
  private async takeOver(tx: Tx, left: UnfinishedVersion, work: SealingWork): Promise<boolean> {
    const voided = await this.sealUses.void(tx, left.openUseIds, 'lease-lapsed');
    if (voided !== left.openUseIds.length) return false;
    await this.sealUses.intend(
      tx,
      sealUseIntent(work.firstSealUseId, work.seals[0]!, work, work.documentSha256),
    );
    const { versionId, attempt, firstSealUseId: sealUseId } = work;
    await insertVersionSealUse(tx, { versionId, attempt, ordinal: 1, sealUseId });
    await this.auditLog.appendConsequence(tx, work.cause, {
      act: 'seal-use.void',
      outcome: 'succeeded',
      code: 'lease-lapsed',
      object: { kind: 'seal-use', id: left.openUseIds[0]! },
      objectIds: left.openUseIds,
      detail: { followedBy: work.firstSealUseId },
    });
    return true;
  }

  private contentOf({ versionId, contentSealed }: UnfinishedVersion): LicenceContent {
    return this.secrets.openContent(versionId, contentSealed);
  }

  private factsOf(left: UnfinishedVersion, type: IssuableType): LicenceFacts {
    const { fields, statement } = this.contentOf(left);
    return {
      definition: type.definition,
      identifier: left.identifier,
      token: left.token,
      checkAddress: checkAddressOf(this.config.publicOrigin, left.token),
      statement,
      number: left.number,
      issuerName: left.issuerName,
      issuerUscc: left.issuerUscc,
      issuedOn: left.issuedOn,
      effectiveOn: left.effectiveOn,
      expiresOn: left.expiresOn,
      holders: left.holders.map((holder) => this.holderSealing.open(left.versionId, holder)),
      fields,
      drawnAt: left.drawnAt,
    };
  }
}
