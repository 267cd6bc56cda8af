import type { LicenceSummary } from '../../licences/reading/licence-views.ts';
import type { OwnLicence, OwnLicenceLogEntry } from '../../licences/reading/own-licence-views.ts';
import { type Bilingual, fill, same } from '../text/bilingual.ts';
import { HOLDER_TEXTS, LICENCE_ACT_TEXTS, LOG_ACTOR_TEXTS, LOG_OUTCOME_TEXTS } from '../text/holder-texts.ts';
import { RESULT_TEXTS as T } from '../text/result-texts.ts';
import { STATE_TEXTS } from '../text/term-texts.ts';
import { dateText, endDateText, instantText } from './dates.ts';
import type { Row } from './result.presenter.ts';

/** A licence in the list of its holder. */
export interface OwnLicenceItem {
  readonly href: string;
  readonly name: Bilingual;
  readonly rows: readonly Row[];
}

/** One line of who looked at a licence. */
export interface LogLine {
  readonly id: string;
  readonly what: Bilingual;
  readonly who: Bilingual;
  readonly at: Bilingual;
  /** Null where it went as it should: that needs no words. */
  readonly result: Bilingual | null;
  readonly purpose: Bilingual | null;
  readonly proofHref: string;
}

/** A licence as a line of the list: which, and whether it is in force. */
export function presentOwnItem(licence: LicenceSummary): OwnLicenceItem {
  const { id, licenceType, number, standing, expiresOn } = licence;
  return {
    href: `/holder/licences/${id}`,
    name: { zh: licenceType.nameZh, en: licenceType.nameEn },
    rows: [
      { label: T.state, value: STATE_TEXTS[standing as keyof typeof STATE_TEXTS] },
      { label: T.number, value: same(number), code: true },
      { label: T.expiresOn, value: endDateText(expiresOn) },
    ],
  };
}

/** Everything about a licence that its page shows beside the file. */
export function presentOwnLicence(licence: OwnLicence): readonly Row[] {
  const { issuer, identifier, number, standing, issuedOn, effectiveOn, expiresOn, holders, version } =
    licence;
  return [
    { label: T.state, value: STATE_TEXTS[standing as keyof typeof STATE_TEXTS] },
    { label: T.number, value: same(number), code: true },
    ...holders.map(({ name }) => ({ label: T.holder, value: same(name) })),
    { label: T.issuer, value: same(issuer.nameZh) },
    { label: T.issuedOn, value: dateText(issuedOn) },
    ...(effectiveOn === issuedOn ? [] : [{ label: T.effectiveOn, value: dateText(effectiveOn) }]),
    { label: T.expiresOn, value: endDateText(expiresOn) },
    { label: T.version, value: fill(T.versionValue, { version }) },
    { label: T.identifier, value: same(identifier), code: true },
  ];
}

/** An entry of the access log in the words of the holder. */
export function presentLogLine(entry: OwnLicenceLogEntry): LogLine {
  const { id, act, by, unit, at, outcome, purpose } = entry;
  return {
    id,
    what: LICENCE_ACT_TEXTS[act] ?? same(act),
    who: unit ? { zh: unit.nameZh, en: unit.nameEn } : LOG_ACTOR_TEXTS[by],
    at: instantText(at),
    result: outcome === 'succeeded' ? null : LOG_OUTCOME_TEXTS[outcome],
    purpose: purpose === null ? null : fill(HOLDER_TEXTS.purpose, { purpose }),
    proofHref: `/log/proof/${id}`,
  };
}
