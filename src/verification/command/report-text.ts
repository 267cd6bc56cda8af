import type { FoundChange, InspectedTimeStamp } from '../inspection/file-inspection.ts';
import type { ProvenInstant, TrustReason } from '../verification-report.ts';
import { CHANGE_WORDS } from './change-words.ts';
import type { EvidenceRecordReport } from './evidence-record-report.ts';
import type {
  ChangePictures,
  FileConclusion,
  FileReport,
  PartVerdict,
  SignatureVerdict,
} from './file-report.ts';
import { INTEGRITY_WORDS } from './integrity-words.ts';
import { TRUST_WORDS } from './trust-words.ts';
import { inLocale, type Locale, type Words, wordsOf } from './words.ts';

/** The language of the terminal, by the variables of POSIX in their order; Chinese where they say so. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): Locale {
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^zh/i.test(named) ? 'zh' : 'en';
}

const CONCLUSIONS: Readonly<Record<FileConclusion, Words>> = {
  valid: ['有效', 'valid'],
  invalid: ['无效', 'invalid'],
  undecided: ['不能确定', 'undecided'],
  unreadable: ['读不了', 'unreadable'],
  unsigned: ['没有签章', 'unsigned'],
};

const OBSTACLES: Readonly<Record<FileReport['reasons'][number], Words>> = {
  'cannot-open': ['文件打不开', 'the file cannot be opened'],
  'too-large': ['文件超过1GiB', 'the file has more than 1 GiB'],
  password: ['文件加了密', 'the file is encrypted'],
  incomplete: ['文件不完整', 'the file is incomplete or damaged'],
  'not-a-document': ['不是PDF文件', 'no PDF'],
  'no-code-found': ['图上没有二维码', 'no code in the picture'],
  'too-many-pages': ['页数太多', 'too many pages'],
  'too-costly': ['文件太复杂', 'the file is too complex'],
};

const PARTS = {
  integrity: ['完整性', 'integrity'],
  changes: ['其后改动', 'changes since'],
  trust: ['信任', 'trust'],
} as const satisfies Record<string, Words>;

const STATUSES: Readonly<Record<PartVerdict['status'], Words>> = {
  passed: ['通过', 'good'],
  failed: ['不成立', 'bad'],
  unknown: ['不能确定', 'undecided'],
  'not-judged': ['未核对', 'not judged'],
};

const PROOFS: Readonly<Record<ProvenInstant['kind'], Words>> = {
  register: ['登记', 'the register'],
  'time-stamp': ['时间戳', 'a time-stamp'],
  'document-time-stamp': ['文档时间戳', 'a document time-stamp'],
  'evidence-record': ['证据记录', 'an evidence record'],
};

/** What a person reads of one file: a line for the file, a paragraph for each signature. */
export function reportText(report: FileReport, locale: Locale): string {
  const say = (words: Words) => inLocale(words, locale);
  const why = report.reasons.map((reason) => say(OBSTACLES[reason]));
  const heading = [`${printable(report.file)}: ${say(CONCLUSIONS[report.conclusion])}`, ...why].join(' – ');
  const { seal, evidenceRecord } = report;
  const lines = [
    heading,
    ...report.signatures.flatMap((signature, index) => signatureLines(signature, index + 1, locale)),
    ...report.timeStamps.map((stamp) => timeStampLine(stamp, locale)),
    ...(evidenceRecord ? [evidenceRecordLine(evidenceRecord, locale)] : []),
    ...(report.pictures ?? []).map((pictures) => picturesLine(pictures, locale)),
    ...(seal ? [`  ${printable(seal.name)} (${printable(seal.sealId)})`] : []),
    ...(seal?.reasons ?? []).map((reason) => `    ${trustText(reason, locale)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function signatureLines(signature: SignatureVerdict, number: number, locale: Locale): string[] {
  const say = (words: Words) => inLocale(words, locale);
  const { signer, proofOfTime: proof, claimedSigningAt, indication, subIndication } = signature;
  const name = signer?.commonName ?? signature.field;
  const codes = subIndication ? `${indication}, ${subIndication}` : indication;
  const time = proof
    ? `${proof.at} ${say(['，据', 'by'])} ${say(PROOFS[proof.kind])}`
    : claimedTime(claimedSigningAt, locale);
  const { integrity, changes, trust } = signature;
  return [
    `  ${number}. ${printable(name)}: ${say(CONCLUSIONS[signature.conclusion])} (${codes})`,
    `     ${say(['时间', 'time'])}: ${time}`,
    partLine(
      'integrity',
      integrity,
      integrity.reasons.map((code) => wordsOf(INTEGRITY_WORDS, code, locale)),
      locale,
    ),
    partLine('changes', changes, changeTexts(signature, locale), locale),
    partLine(
      'trust',
      trust,
      trust.reasons.map((reason) => trustText(reason, locale)),
      locale,
    ),
  ];
}

const claimedTime = (claimedAt: string | null, locale: Locale): string =>
  claimedAt === null
    ? inLocale(['不知道，也无证明', 'unknown, and not proven'], locale)
    : `${claimedAt} ${inLocale(['（自称，无证明）', '(claimed, not proven)'], locale)}`;

const partLine = (
  name: keyof typeof PARTS,
  { status }: PartVerdict,
  details: readonly string[],
  locale: Locale,
): string =>
  [`     ${inLocale(PARTS[name], locale)}: ${inLocale(STATUSES[status], locale)}`, ...details].join(' – ');

/** Permitted changes are told too, behind the others. */
function changeTexts({ changes: { reasons, found } }: SignatureVerdict, locale: Locale): string[] {
  const ofBytes = reasons.filter((code) => Object.hasOwn(INTEGRITY_WORDS, code));
  return [
    ...ofBytes.map((code) => wordsOf(INTEGRITY_WORDS, code, locale)),
    ...found.map((change) => changeText(change, locale)),
  ];
}

/** For example “page 1: content altered”. */
export function changeText({ kind, page, isPermitted }: FoundChange, locale: Locale): string {
  const where: Words = [`第${page}页：`, `page ${page}: `];
  const words = wordsOf(CHANGE_WORDS, kind, locale);
  const permitted = isPermitted ? inLocale(['（允许）', ' (permitted)'], locale) : '';
  return `${page === null ? '' : inLocale(where, locale)}${words}${permitted}`;
}

function trustText({ detail, subject, revokedAt }: TrustReason, locale: Locale): string {
  const about = [subject && printable(subject), revokedAt].filter(Boolean).join(', ');
  return `${wordsOf({ ...INTEGRITY_WORDS, ...TRUST_WORDS }, detail, locale)}${about && ` (${about})`}`;
}

function timeStampLine({ kind, outcome, statedAt, reasons }: InspectedTimeStamp, locale: Locale): string {
  const status = inLocale(STATUSES[outcome], locale);
  const details = reasons.map((reason) => trustText(reason, locale));
  return [`  ${inLocale(PROOFS[kind], locale)} ${statedAt ?? ''}: ${status}`, ...details].join(' – ');
}

function evidenceRecordLine({ status, existedAt, reasons }: EvidenceRecordReport, locale: Locale): string {
  const verdict = inLocale(STATUSES[status === 'undecided' ? 'unknown' : status], locale);
  const heading = `  ${inLocale(PROOFS['evidence-record'], locale)} ${existedAt ?? ''}: ${verdict}`;
  return [heading, ...reasons.map(({ code }) => code)].join(' – ');
}

function picturesLine({ page, before, after }: ChangePictures, locale: Locale): string {
  const where = inLocale([`第${page}页`, `page ${page}`], locale);
  const none = inLocale(['（没有）', '(none)'], locale);
  const [was, is] = [inLocale(['改动前', 'before'], locale), inLocale(['改动后', 'after'], locale)];
  return `  ${where}: ${was} ${printable(before ?? none)}, ${is} ${printable(after ?? none)}`;
}

/** Names come from files: what moves the cursor or colours the terminal is not printed. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�');
