import type { Language } from '../../platform/http/language.ts';
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
import { inLanguage, type Words, wordsOf } from './words.ts';

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
export function reportText(report: FileReport, language: Language): string {
  const say = (words: Words) => inLanguage(words, language);
  const why = report.reasons.map((reason) => say(OBSTACLES[reason]));
  const heading = [`${printable(report.file)}: ${say(CONCLUSIONS[report.conclusion])}`, ...why].join(' – ');
  const { seal, evidenceRecord } = report;
  const lines = [
    heading,
    ...report.signatures.flatMap((signature, index) => signatureLines(signature, index + 1, language)),
    ...report.timeStamps.map((stamp) => timeStampLine(stamp, language)),
    ...(evidenceRecord ? [evidenceRecordLine(evidenceRecord, language)] : []),
    ...(report.pictures ?? []).map((pictures) => picturesLine(pictures, language)),
    ...(seal ? [`  ${printable(seal.name)} (${printable(seal.sealId)})`] : []),
    ...(seal?.reasons ?? []).map((reason) => `    ${trustText(reason, language)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function signatureLines(signature: SignatureVerdict, number: number, language: Language): string[] {
  const say = (words: Words) => inLanguage(words, language);
  const { signer, proofOfTime: proof, claimedSigningAt, indication, subIndication } = signature;
  const name = signer?.commonName ?? signature.field;
  const codes = subIndication ? `${indication}, ${subIndication}` : indication;
  const time = proof
    ? `${proof.at} ${say(['，据', 'by'])} ${say(PROOFS[proof.kind])}`
    : claimedTime(claimedSigningAt, language);
  const { integrity, changes, trust } = signature;
  return [
    `  ${number}. ${printable(name)}: ${say(CONCLUSIONS[signature.conclusion])} (${codes})`,
    `     ${say(['时间', 'time'])}: ${time}`,
    partLine(
      'integrity',
      integrity,
      integrity.reasons.map((code) => wordsOf(INTEGRITY_WORDS, code, language)),
      language,
    ),
    partLine('changes', changes, changeTexts(signature, language), language),
    partLine(
      'trust',
      trust,
      trust.reasons.map((reason) => trustText(reason, language)),
      language,
    ),
  ];
}

const claimedTime = (claimedAt: string | null, language: Language): string =>
  claimedAt === null
    ? inLanguage(['不知道，也无证明', 'unknown, and not proven'], language)
    : `${claimedAt} ${inLanguage(['（自称，无证明）', '(claimed, not proven)'], language)}`;

const partLine = (
  name: keyof typeof PARTS,
  { status }: PartVerdict,
  details: readonly string[],
  language: Language,
): string =>
  [`     ${inLanguage(PARTS[name], language)}: ${inLanguage(STATUSES[status], language)}`, ...details].join(
    ' – ',
  );

/** Permitted changes are told too, behind the others. */
function changeTexts({ changes: { reasons, found } }: SignatureVerdict, language: Language): string[] {
  const ofBytes = reasons.filter((code) => Object.hasOwn(INTEGRITY_WORDS, code));
  return [
    ...ofBytes.map((code) => wordsOf(INTEGRITY_WORDS, code, language)),
    ...found.map((change) => changeText(change, language)),
  ];
}

/** For example “page 1: content altered”. */
function changeText({ kind, page, isPermitted }: FoundChange, language: Language): string {
  const where: Words = [`第${page}页：`, `page ${page}: `];
  const words = wordsOf(CHANGE_WORDS, kind, language);
  const permitted = isPermitted ? inLanguage(['（允许）', ' (permitted)'], language) : '';
  return `${page === null ? '' : inLanguage(where, language)}${words}${permitted}`;
}

function trustText({ detail, subject, revokedAt }: TrustReason, language: Language): string {
  const about = [subject && printable(subject), revokedAt].filter(Boolean).join(', ');
  return `${wordsOf({ ...INTEGRITY_WORDS, ...TRUST_WORDS }, detail, language)}${about && ` (${about})`}`;
}

function timeStampLine({ kind, outcome, statedAt, reasons }: InspectedTimeStamp, language: Language): string {
  const status = inLanguage(STATUSES[outcome], language);
  const details = reasons.map((reason) => trustText(reason, language));
  return [`  ${inLanguage(PROOFS[kind], language)} ${statedAt ?? ''}: ${status}`, ...details].join(' – ');
}

function evidenceRecordLine(
  { status, existedAt, reasons }: EvidenceRecordReport,
  language: Language,
): string {
  const verdict = inLanguage(STATUSES[status === 'undecided' ? 'unknown' : status], language);
  const heading = `  ${inLanguage(PROOFS['evidence-record'], language)} ${existedAt ?? ''}: ${verdict}`;
  return [heading, ...reasons.map(({ code }) => code)].join(' – ');
}

function picturesLine({ page, before, after }: ChangePictures, language: Language): string {
  const where = inLanguage([`第${page}页`, `page ${page}`], language);
  const none = inLanguage(['（没有）', '(none)'], language);
  const [was, is] = [inLanguage(['改动前', 'before'], language), inLanguage(['改动后', 'after'], language)];
  return `  ${where}: ${was} ${printable(before ?? none)}, ${is} ${printable(after ?? none)}`;
}

/** Names come from files: what moves the cursor or colours the terminal is not printed. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�');
