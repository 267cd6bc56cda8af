import type { HolderSealing } from '../holders/holder-sealing.ts';
import type { VerificationRecord } from '../licences/reading/verification-record.ts';
import type { IssuedStanding } from './files/register-finding.ts';
import type { VisibleFields } from './verdict/visible-fields.ts';
import type { HolderView, LicenceView, PublicFieldView } from './verification-report.ts';

/** Public fields of a licence with their labels, in the order of its type. */
export type FieldViews = (record: VerificationRecord) => readonly PublicFieldView[];

/** What the register says of a licence, cut down to what this check may show. Names are opened only to be masked. */
export function licenceView(
  record: VerificationRecord,
  standing: IssuedStanding,
  visible: VisibleFields,
  parts: { readonly sealing: Pick<HolderSealing, 'maskName'>; readonly fieldViews: FieldViews },
): LicenceView {
  const { licenceType, issuer, version, currentVersion } = record;
  return {
    licenceType: { code: licenceType.code, nameZh: licenceType.nameZh, nameEn: licenceType.nameEn },
    issuer: { nameZh: issuer.nameZh, nameEn: issuer.nameEn, phone: issuer.phone },
    state: standing,
    version,
    currentVersion,
    ...(visible.identifier && { identifier: record.identifier }),
    ...(visible.number && { number: record.number }),
    ...(visible.dates && {
      issuedOn: record.issuedOn,
      effectiveOn: record.effectiveOn,
      expiresOn: record.expiresOn,
    }),
    ...(visible.holders && { holders: holderViews(record, parts.sealing) }),
    ...(visible.publicFields && { publicFields: parts.fieldViews(record) }),
  };
}

function holderViews(record: VerificationRecord, sealing: Pick<HolderSealing, 'maskName'>): HolderView[] {
  return record.holders.map((holder) => {
    const { kind } = holder;
    return { name: sealing.maskName(record.versionId, holder), masked: kind === 'natural-person', kind };
  });
}
