import { Inject, Injectable } from '@nestjs/common';
import { reachOf } from '../../access/authorisation/grants.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { ArchiveQueries } from './archive.queries.ts';
import { type ArchiveBranch, positionIn } from './archive-branch.ts';
import { archivedFrom, archiveMonthOf } from './archive-month.ts';
import { ProvenBranch } from './archived-tree.ts';
import { type RegisteredFile, RegisteredFiles } from './registered-files.queries.ts';

/** Gives the evidence record of a file; it is put together when it is asked for. */
@Injectable()
export class EvidenceRecords {
  constructor(
    @Inject(RegisteredFiles) private readonly files: RegisteredFiles,
    @Inject(ArchiveQueries) private readonly queries: ArchiveQueries,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  /**
   * EvidenceRecord (RFC 4998) of the original of a version, the current one when none is named.
   *
   * @throws DomainError licence.not-found (another unit's too); licence.not-archived-yet before its month is closed
   */
  async ofLicence(caller: Caller, licenceId: string, version: number | undefined): Promise<Uint8Array> {
    const file = await this.files.original(
      reachOf(caller, 'licence.read-evidence-record'),
      licenceId,
      version,
    );
    const recordDer = await this.ofFile(file);
    if (!recordDer) {
      const from = archivedFrom(archiveMonthOf(file.recordedAt)).toISOString();
      throw new DomainError<LicencesErrorCode>('conflict', 'licence.not-archived-yet', { params: { from } });
    }
    this.auditLog.record(caller, {
      act: 'licence.read-evidence-record',
      outcome: 'succeeded',
      object: { kind: 'licence', id: licenceId },
    });
    return recordDer;
  }

  /** EvidenceRecord (DER) of any file of the register; null for one that is not archived yet. */
  async ofFile({ id, sha256, sm3 }: RegisteredFile): Promise<Uint8Array | null> {
    const place = await this.queries.placeOf(id);
    if (!place) return null;
    const chains = await this.queries.chainsOf(place.treeId);
    const branches = await this.queries.branches(place, chains.length);
    const position = positionIn(branches[0] as ArchiveBranch, chains[0]?.digest === 'sm3' ? sm3 : sha256);
    return position < 0 ? null : new ProvenBranch(chains, branches).evidenceRecord(position);
  }
}
