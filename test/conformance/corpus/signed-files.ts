import { documentReport, type FileReport } from '../../../src/verification/command/file-report.ts';
import { inspectPdf } from '../../../src/verification/inspection/inspect-pdf.ts';
import type { JudgedRow } from './agreement.ts';
import { corpusCertificates, corpusFile, corpusTable } from './corpus-files.ts';

interface Row {
  readonly file: string;
  readonly kind: string;
  readonly expected: 'valid' | 'invalid' | 'indeterminate' | 'depends';
  readonly judges: readonly string[];
  readonly roots?: readonly string[];
  readonly validationTime?: string;
}

/** Rows that we decide otherwise than their makers, each with its reason. */
export const DECIDED_OTHERWISE: Readonly<Record<string, string>> = {
  'pdf/test_interrupted_nonstrict_with_psi-5d4376cb.pdf':
    'ISO 32000-2 §7.5.5: /Prev must be the offset of the xref keyword; here it is one byte beside it, and readers that mend this each do it their way',
};

/** What the bytes alone decide: the rows' verdicts say of signature, digest and later changes, not of trust. */
const BYTES_ALONE: ReadonlySet<string> = new Set(['crypto', 'revisions', 'byterange-coverage']);

/** For rows without a time: all of them were made before. */
const LATER = '2026-12-01T00:00:00Z';

export interface JudgedFileRow extends JudgedRow {
  /** With the roots and the time of the row, where it has them. */
  readonly conclusion: FileReport['conclusion'];
}

/** The signed PDFs whose bytes are valid or invalid, by the judge of service and command. */
export async function judgeSignedFiles(): Promise<JudgedFileRow[]> {
  const rows = corpusTable<Row>('pdf.json').filter(({ judges }) =>
    judges.some((one) => BYTES_ALONE.has(one)),
  );
  const judged: JudgedFileRow[] = [];
  for (const { file, kind, expected, roots = [], validationTime } of rows) {
    if (expected !== 'valid' && expected !== 'invalid') continue;
    const inspection = await inspectPdf(
      corpusFile(file),
      {
        now: new Date(validationTime ?? LATER).toISOString(),
        recordedAt: null,
        anchors: roots.flatMap(corpusCertificates).map((der) => der.toString('base64')),
        intermediates: [],
        crls: [],
        ocspResponses: [],
      },
      async () => [],
    );
    const report = documentReport(inspection);
    judged.push({ kind, name: file, expected, found: verdictOfBytes(report), conclusion: report.conclusion });
  }
  return judged;
}

/** Integrity and changes of all signatures; of a file that bears time-stamps alone, whether those hold. */
function verdictOfBytes({
  conclusion,
  signatures,
  timeStamps,
}: Pick<FileReport, 'conclusion' | 'signatures' | 'timeStamps'>): JudgedRow['found'] {
  const statuses = signatures.flatMap(({ integrity, changes }) => [integrity.status, changes.status]);
  const isTrustAlone = signatures.some((signature) => signature.conclusion === 'invalid');
  if (statuses.includes('failed') || conclusion === 'unreadable') return 'invalid';
  if (conclusion === 'invalid' && !isTrustAlone) return 'invalid';
  if (conclusion === 'unsigned') return timeStamps.length > 0 ? 'valid' : 'undecided';
  return statuses.every((status) => status === 'passed') ? 'valid' : 'undecided';
}
