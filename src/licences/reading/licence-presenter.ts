import { Inject, Injectable } from '@nestjs/common';
import { HolderSealing } from '../../holders/holder-sealing.ts';
import { holdersOfRow } from '../issuing/holder-columns.ts';
import { LicenceSecrets } from '../licence-secrets.ts';
import { standingAt } from '../states/licence-standing.ts';
import { stateOf, TRANSITIONS } from '../states/licence-states.ts';
import type { DetailsRow, FoundRow, LicenceRow, VersionRow } from './licence-reads.queries.ts';
import type { HolderView, LicenceDetails, LicenceSummary } from './licence-views.ts';

/** Rows of the register as their issuer sees them: masked, or whole where a purpose was stated. */
@Injectable()
export class LicencePresenter {
  constructor(
    @Inject(HolderSealing) private readonly holders: HolderSealing,
    @Inject(LicenceSecrets) private readonly secrets: LicenceSecrets,
  ) {}

  /** A search's result, told as of the instant searched at: its state is folded from the events, not the row's. */
  found(row: FoundRow, at: Date): LicenceSummary {
    const state = TRANSITIONS[row.lastEventAt].to;
    return this.summary({ ...row, state, priorState: state }, at);
  }

  /** @param at the instant that state and standing are told of */
  summary(row: LicenceRow, at: Date, isWhole = false): LicenceSummary {
    return {
      id: row.id,
      identifier: row.identifier,
      number: row.number,
      licenceType: { code: row.typeCode, nameZh: row.typeNameZh, nameEn: row.typeNameEn },
      version: row.version,
      standing: standingAt(row, at) as LicenceSummary['standing'],
      state: stateOf(row, at),
      stateEffectiveAt: row.stateEffectiveAt.toISOString(),
      issuedOn: row.issuedOn,
      effectiveOn: row.effectiveOn,
      expiresOn: row.expiresOn,
      holders: this.holderViews(row, isWhole),
    };
  }

  details(row: DetailsRow, versions: readonly VersionRow[], at: Date, isWhole: boolean): LicenceDetails {
    const fields = isWhole
      ? this.secrets.openContent(row.versionId, row.contentSealed).fields
      : row.publicFields;
    return {
      ...this.summary(row, at, isWhole),
      issuer: { uscc: row.issuerUscc, nameZh: row.issuerName, regionCode: row.regionCode },
      token: row.token,
      caseNumber: row.caseNumber,
      itemCode: row.itemCode,
      caseClosedAt: row.caseClosedAt.toISOString(),
      fields: fields as LicenceDetails['fields'],
      file: {
        sha256: row.sha256.toString('hex'),
        byteLength: row.byteLength,
        recordedAt: row.fileRecordedAt.toISOString(),
      },
      versions: versions.map((version) => ({
        version: version.version,
        identifier: version.identifier,
        issuedOn: version.issuedOn,
        recordedAt: version.recordedAt.toISOString(),
        supersededAt: version.supersededAt?.toISOString() ?? null,
      })),
    };
  }

  private holderViews(row: LicenceRow, isWhole: boolean): HolderView[] {
    return holdersOfRow(row).map((sealed) => {
      const { role, share, kind, codeType } = sealed;
      if (isWhole) {
        const { name, code = null } = this.holders.open(row.versionId, sealed);
        return { role, share, kind, name, codeType, code, masked: false };
      }
      const { maskedName, maskedCode } = this.holders.mask(row.versionId, sealed);
      return { role, share, kind, name: maskedName, codeType, code: maskedCode, masked: true };
    });
  }
}
