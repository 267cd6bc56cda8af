import { ABOUT_LATER_BYTES } from '../inspection/added-since.ts';
import type {
  FileInspection,
  FoundChange,
  InspectedSignature,
  InspectedTimeStamp,
} from '../inspection/file-inspection.ts';
import { type SignatureIndication, worstIndication } from '../inspection/signature-indication.ts';
import type { UnreadableReason } from '../verdict/verdict-codes.ts';
import type { ProvenInstant, TrustReason } from '../verification-report.ts';
import type { EvidenceRecordReport } from './evidence-record-report.ts';
import type { SealReport } from './seal-report.ts';

export type FileConclusion = 'valid' | 'invalid' | 'undecided' | 'unreadable' | 'unsigned';

/** What the command says of one file: the fields of docs/verification-report.md, which are stable. */
export interface FileReport {
  readonly file: string;
  readonly sha256: string | null;
  readonly byteLength: number | null;
  readonly judgedAt: string;
  readonly conclusion: FileConclusion;
  /** Why it is unreadable; empty otherwise. */
  readonly reasons: readonly (UnreadableReason | 'cannot-open' | 'too-large')[];
  readonly pageCount: number | null;
  readonly signatures: readonly SignatureVerdict[];
  readonly timeStamps: readonly InspectedTimeStamp[];
  /** What became of the evidence record that was handed in; null where none was. */
  readonly evidenceRecord: EvidenceRecordReport | null;
  /** Where the file is an electronic seal of GB/T 38540 and no document. */
  readonly seal: SealReport | null;
  /** Pictures of changed pages, where the command was asked for them. */
  readonly pictures?: readonly ChangePictures[];
}

/** Paths of two pictures; null where the page is in one state alone, or cannot be drawn. */
export interface ChangePictures {
  readonly page: number;
  readonly before: string | null;
  readonly after: string | null;
}

export interface SignatureVerdict extends SignatureIndication {
  readonly conclusion: Extract<FileConclusion, 'valid' | 'invalid' | 'undecided'>;
  readonly field: string;
  readonly subFilter: string | null;
  readonly signer: InspectedSignature['signer'];
  readonly certificateIssuer: string | null;
  readonly certificateSha256: string | null;
  readonly claimedSigningAt: string | null;
  readonly proofOfTime: ProvenInstant | null;
  readonly integrity: PartVerdict & {
    readonly reasons: readonly string[];
    readonly warnings: readonly string[];
  };
  readonly changes: PartVerdict & {
    readonly reasons: readonly string[];
    readonly coversWholeFile: boolean;
    readonly coveredLength: number;
    readonly laterRevisions: number;
    readonly found: readonly FoundChange[];
  };
  readonly trust: PartVerdict & {
    readonly reasons: readonly TrustReason[];
    readonly chain: readonly string[];
    readonly revokedLaterAt: string | null;
    readonly weaknesses: InspectedSignature['grounds']['weaknesses'];
  };
}

/** One of the three questions; `not-judged` where an earlier one is answered *no*. */
export interface PartVerdict {
  readonly status: 'passed' | 'failed' | 'unknown' | 'not-judged';
  readonly indication: SignatureIndication['indication'] | null;
  readonly subIndication: string | null;
}

/** A document in the words of the report. */
export function documentReport(
  inspection: FileInspection,
): Pick<FileReport, 'conclusion' | 'reasons' | 'pageCount' | 'signatures' | 'timeStamps'> {
  const { obstacle, pageCount, timeStamps } = inspection;
  const signatures = inspection.signatures.map(signatureVerdict);
  const conclusion = conclusionOf(inspection, signatures);
  return { conclusion, reasons: obstacle ? [obstacle] : [], pageCount, signatures, timeStamps };
}

function conclusionOf(
  { obstacle, nothingAdded }: FileInspection,
  signatures: readonly SignatureVerdict[],
): FileConclusion {
  if (obstacle !== null) return 'unreadable';
  if (signatures.length === 0) return nothingAdded.outcome === 'failed' ? 'invalid' : 'unsigned';
  const each = signatures.map(({ conclusion }) => conclusion);
  if (nothingAdded.outcome === 'failed' || each.includes('invalid')) return 'invalid';
  return nothingAdded.outcome === 'unknown' || each.includes('undecided') ? 'undecided' : 'valid';
}

type Fact = Parameters<typeof worstIndication>[0][number];

function signatureVerdict(inspected: InspectedSignature): SignatureVerdict {
  const { facts, electronicSeal, grounds } = inspected;
  const { unchangedSinceSealing, signatureHolds, signerTrusted, certificateGood } = facts;
  const ofBytes = [unchangedSinceSealing, signatureHolds];
  const ofChanges = [changesFact(inspected)];
  const ofTrust = [signerTrusted, certificateGood, ...(electronicSeal ? [electronicSeal] : [])];
  const indication = worstIndication([...ofBytes, ...ofChanges, ...ofTrust]);
  const { integrityReasons, warnings, trustReasons: reasons, chain, revokedLaterAt, weaknesses } = grounds;
  return {
    conclusion: CONCLUSIONS[indication.indication],
    ...indication,
    field: grounds.fieldName,
    subFilter: grounds.subFilter,
    signer: inspected.signer,
    certificateIssuer: inspected.certificateIssuer,
    certificateSha256: inspected.certificateSha256,
    claimedSigningAt: inspected.claimedSigningAt,
    proofOfTime: inspected.proofOfTime,
    integrity: { ...partOf(ofBytes), reasons: integrityReasons.filter((code) => !isLater(code)), warnings },
    changes: {
      ...partOf(ofChanges),
      reasons: [...integrityReasons.filter(isLater), ...refusedKinds(grounds.changes)],
      coversWholeFile: grounds.coversWholeFile,
      coveredLength: grounds.coveredLength,
      laterRevisions: grounds.laterRevisions,
      found: grounds.changes,
    },
    trust: { ...partOf(ofTrust), reasons, chain, revokedLaterAt, weaknesses },
  };
}

const CONCLUSIONS = {
  'TOTAL-PASSED': 'valid',
  'TOTAL-FAILED': 'invalid',
  INDETERMINATE: 'undecided',
} as const;

const isLater = (reason: string): boolean => (ABOUT_LATER_BYTES as ReadonlySet<string>).has(reason);

const refusedKinds = (changes: readonly FoundChange[]): string[] => [
  ...new Set(changes.filter(({ isPermitted }) => !isPermitted).map(({ kind }) => kind)),
];

/** What this one signature saw of what came after it; nothing where its own bytes are not what was signed. */
function changesFact({ facts, grounds }: InspectedSignature): Fact {
  const { integrityReasons, changes } = grounds;
  if (integrityReasons.includes('trailing-bytes')) return { outcome: 'failed', reason: 'appended-bytes' };
  if (integrityReasons.some(isLater)) return { outcome: 'failed', reason: 'structure-damaged' };
  const refused = refusedKinds(changes);
  if (refused.length === 0) {
    return facts.unchangedSinceSealing.outcome === 'passed'
      ? { outcome: 'passed', reason: 'whole-document-signed' }
      : { outcome: 'notApplicable', reason: 'not-reached' };
  }
  if (refused.every((kind) => kind === 'content-encrypted'))
    return { outcome: 'unknown', reason: 'content-unread' };
  return { outcome: 'failed', reason: 'changed-after-sealing' };
}

function partOf(facts: readonly Fact[]): PartVerdict {
  if (facts.every(({ outcome }) => outcome === 'notApplicable'))
    return { status: 'not-judged', indication: null, subIndication: null };
  const outcomes = facts.map(({ outcome }) => outcome);
  const open = outcomes.includes('unknown') ? 'unknown' : 'passed';
  return { status: outcomes.includes('failed') ? 'failed' : open, ...worstIndication(facts) };
}
