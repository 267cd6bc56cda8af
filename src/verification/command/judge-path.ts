import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { fileFormOf } from '../inspection/file-form.ts';
import type { FileInspection, InspectionRequest } from '../inspection/file-inspection.ts';
import { inspectDamaged, inspectPdf } from '../inspection/inspect-pdf.ts';
import { obstructed } from '../inspection/obstructed.ts';
import { carriesSignatureMarks } from '../inspection/pdf-damage.ts';
import { withEvidenceRecord } from './evidence-record-report.ts';
import { documentReport, type FileConclusion, type FileReport } from './file-report.ts';
import type { EvidenceAsker } from './network-asker.ts';
import { type SealReport, sealReport } from './seal-report.ts';

/** Larger files are not read: a `Buffer` and what is found in it have to fit into memory. */
const MAX_BYTES = 1 << 30;

/**
 * Judges one file by the judge of the service, `inspectPdf`. No register is asked and no codes on pages are read: what
 * counts is the file and the evidence of the request.
 *
 * @param ask asked for what file and request leave open; left out, nobody is asked
 * @param recordDer an evidence record (RFC 4998) that is said to cover the file
 */
export async function judgePath(
  path: string,
  asked: InspectionRequest,
  ask?: EvidenceAsker,
  recordDer: Uint8Array | null = null,
): Promise<FileReport> {
  const file = await readLimited(path);
  if (typeof file === 'string') return notRead(path, file, asked);
  const proven = recordDer && withEvidenceRecord(file, recordDer, asked);
  const request = proven?.request ?? asked;
  const sha256 = createHash('sha256').update(file).digest('hex');
  const seal = fileFormOf(file) === 'other' ? sealReport(file, request) : null;
  const judged = seal ? sealConclusion(seal) : documentReport(await inspectAsking(file, request, ask));
  const evidenceRecord = proven?.report ?? null;
  const judgedAt = request.now;
  return { file: path, sha256, byteLength: file.length, judgedAt, ...judged, evidenceRecord, seal };
}

async function inspectAsking(
  file: Buffer,
  request: InspectionRequest,
  ask: EvidenceAsker | undefined,
): Promise<FileInspection> {
  const inspection = await inspectDocument(file, request);
  const { evidenceWanted } = inspection;
  if (!evidenceWanted || !ask) return inspection;
  return inspectDocument(file, await ask(request, evidenceWanted));
}

async function readLimited(path: string): Promise<Buffer | 'cannot-open' | 'too-large'> {
  try {
    const { size } = await stat(path);
    return size > MAX_BYTES ? 'too-large' : await readFile(path);
  } catch {
    return 'cannot-open';
  }
}

const noCodes = async (): Promise<readonly string[]> => [];

async function inspectDocument(file: Buffer, request: InspectionRequest): Promise<FileInspection> {
  if (fileFormOf(file) === 'pdf') return inspectPdf(file, request, noCodes);
  return carriesSignatureMarks(file) ? inspectDamaged(file, noCodes) : obstructed('other', 'not-a-document');
}

const NOTHING_FOUND = { reasons: [], pageCount: null, signatures: [], timeStamps: [] } as const;

const SEAL_CONCLUSIONS: Readonly<Record<SealReport['status'], FileConclusion>> = {
  passed: 'valid',
  failed: 'invalid',
  undecided: 'undecided',
};

const sealConclusion = ({ status }: SealReport) => ({
  ...NOTHING_FOUND,
  conclusion: SEAL_CONCLUSIONS[status],
});

const notRead = (
  file: string,
  reason: 'cannot-open' | 'too-large',
  { now }: InspectionRequest,
): FileReport => ({
  ...NOTHING_FOUND,
  file,
  sha256: null,
  byteLength: null,
  judgedAt: now,
  conclusion: 'unreadable',
  reasons: [reason],
  evidenceRecord: null,
  seal: null,
});
