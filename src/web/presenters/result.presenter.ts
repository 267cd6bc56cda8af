import type {
  LicenceView,
  OnDateAnswer,
  VerificationReport,
} from '../../verification/verification-report.ts';
import { type Bilingual, fill, same } from '../text/bilingual.ts';
import { PROOF_TEXTS } from '../text/fact-texts.ts';
import { RESULT_TEXTS as T } from '../text/result-texts.ts';
import { CHANNEL_TEXTS, STATE_TEXTS } from '../text/term-texts.ts';
import { dateText, endDateText, instantText } from './dates.ts';
import { type FactLine, presentFactLines } from './fact-lines.presenter.ts';
import { presentVerdict, type VerdictView } from './verdict.presenter.ts';

/** A label and its value; `code` values are identifiers to copy, set in figures of one width. */
export interface Row {
  readonly label: Bilingual;
  readonly value: Bilingual;
  readonly code?: boolean;
}

/** All that a result page shows. */
export interface ResultView {
  readonly verdict: VerdictView;
  readonly trial: boolean;
  readonly licenceRows: readonly Row[];
  readonly factLines: readonly FactLine[];
  readonly checkedAt: Bilingual;
  readonly reference: string;
  readonly channel: Bilingual;
  readonly technicalRows: readonly Row[];
  readonly onDate: Bilingual | null;
}

const row = (label: Bilingual, value: Bilingual): Row => ({ label, value });
const codeRow = (label: Bilingual, value: string): Row => ({ label, value: same(value), code: true });

function versionText({ version, currentVersion }: LicenceView): Bilingual {
  return version === currentVersion
    ? fill(T.versionValue, { version })
    : fill(T.versionOfValue, { version, currentVersion });
}

function holderRows(licence: LicenceView): Row[] {
  return (licence.holders ?? []).map(({ name, masked }) =>
    row(
      T.holder,
      masked ? { zh: `${name}（${T.holderMasked.zh}）`, en: `${name} (${T.holderMasked.en})` } : same(name),
    ),
  );
}

/** The register's fields that this check may see; what the report leaves out is not there to be shown. */
export function presentLicence(licence: LicenceView | null): readonly Row[] {
  if (licence === null) return [];
  const {
    licenceType,
    issuer,
    identifier,
    number,
    issuedOn,
    effectiveOn,
    expiresOn,
    publicFields = [],
  } = licence;
  return [
    row(T.licenceType, { zh: licenceType.nameZh, en: licenceType.nameEn }),
    ...(number === undefined ? [] : [codeRow(T.number, number)]),
    ...holderRows(licence),
    row(T.issuer, { zh: issuer.nameZh, en: issuer.nameEn }),
    row(T.state, STATE_TEXTS[licence.state]),
    ...(issuedOn === undefined ? [] : [row(T.issuedOn, dateText(issuedOn))]),
    ...(effectiveOn === undefined || effectiveOn === issuedOn
      ? []
      : [row(T.effectiveOn, dateText(effectiveOn))]),
    ...(expiresOn === undefined ? [] : [row(T.expiresOn, endDateText(expiresOn))]),
    ...publicFields.map((field) => row({ zh: field.labelZh, en: field.labelEn }, same(field.value))),
    row(T.version, versionText(licence)),
    ...(identifier === undefined ? [] : [codeRow(T.identifier, identifier)]),
  ];
}

function signatureRows(report: VerificationReport): Row[] {
  return report.signatures.flatMap((signature) => [
    ...(signature.signer ? [row(T.signer, same(signature.signer.commonName))] : []),
    ...(signature.certificateIssuer ? [row(T.certificateIssuer, same(signature.certificateIssuer))] : []),
    ...(signature.claimedSigningAt ? [row(T.claimedSigningAt, instantText(signature.claimedSigningAt))] : []),
    ...(signature.proofOfTime
      ? [
          row(
            T.proofOfTime,
            fill(T.proofOfTimeValue, {
              proof: PROOF_TEXTS[signature.proofOfTime.kind],
              at: instantText(signature.proofOfTime.at),
            }),
          ),
        ]
      : []),
    codeRow(T.indication, [signature.indication, signature.subIndication].filter(Boolean).join(' / ')),
  ]);
}

/** For who wants more. What an altered file says of itself stays out: people copy what they read. */
function technicalRows(report: VerificationReport): readonly Row[] {
  const { file, conclusion } = report;
  return [
    ...(file === null
      ? []
      : [
          codeRow(T.sha256, file.sha256),
          row(T.fileSize, fill(T.bytes, { count: file.byteLength })),
          ...(file.pageCount === null ? [] : [row(T.pages, same(String(file.pageCount)))]),
        ]),
    ...(conclusion.code === 'altered' ? [] : signatureRows(report)),
    ...report.facts.map((fact) => codeRow(same(fact.name), `${fact.outcome} · ${fact.reason}`)),
  ];
}

function onDateText(answer: OnDateAnswer): Bilingual {
  const on = dateText(answer.on);
  if (answer.state === 'not-issued') return fill(T.onDateNotIssued, { on });
  if (answer.inForce) return fill(T.onDateInForce, { on, version: answer.version ?? 1 });
  return fill(T.onDateNotInForce, { on, state: STATE_TEXTS[answer.state] });
}

/** Turns a verification report into what its page shows: pure, no markup, no register, no clock. */
export function presentResult(report: VerificationReport): ResultView {
  return {
    verdict: presentVerdict(report),
    trial: report.trial,
    licenceRows: presentLicence(report.licence),
    factLines: presentFactLines(report),
    checkedAt: instantText(report.checkedAt),
    reference: report.reference,
    channel: CHANNEL_TEXTS[report.channel],
    technicalRows: technicalRows(report),
    onDate: report.onDate === null ? null : onDateText(report.onDate),
  };
}
