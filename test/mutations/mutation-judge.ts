import { spawnSync } from 'node:child_process';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import type { ChangeCode } from '../../src/crypto/pdf/document-change.ts';
import { judgeIntegrity, type SignatureIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { PdfError } from '../../src/crypto/pdf/pdf-error.ts';
import type { PdfSignature } from '../../src/crypto/pdf/pdf-signature.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import type { InspectionRequest } from '../../src/verification/inspection/file-inspection.ts';
import { inspectFile } from '../../src/verification/inspection/inspect-file.ts';
import type { MutationSeed } from './mutation-seeds.ts';

/** What came of one mutated file. */
export interface MutationOutcome {
  readonly verdict: 'valid' | 'not-valid' | 'unreadable';
  /** The seen page was decided besides, by an outside renderer. */
  readonly wasRendered: boolean;
  /** What must never be; empty otherwise. */
  readonly finding?: string;
}

const NOBODY_TRUSTED: InspectionRequest = {
  now: '2026-11-23T10:00:00.000Z',
  recordedAt: null,
  anchors: [],
  intermediates: [],
  crls: [],
  ocspResponses: [],
};

/** Changes that show on no page: with these alone a file must look as it was signed. */
const UNSEEN: ReadonlySet<ChangeCode> = new Set<ChangeCode>([
  'document-time-stamp-added',
  'validation-data-added',
  'metadata-altered',
  'extensions-altered',
  'version-altered',
]);

interface Judged {
  readonly signature: PdfSignature;
  readonly integrity: SignatureIntegrity;
}

/**
 * Judges a mutated file, and the judge: nothing may be thrown past it, and a file that it calls valid must have the
 * signed bytes of its seed and, where nothing seen has changed, the same pixels.
 */
export async function judgeMutated(
  bytes: Buffer,
  seed: MutationSeed,
  canRender: boolean,
): Promise<MutationOutcome> {
  let judged: readonly Judged[];
  try {
    judged = judgeAll(bytes);
    if (judged.length > 0) await inspectFile(bytes, NOBODY_TRUSTED);
  } catch (cause) {
    if (cause instanceof PdfError) return { verdict: 'unreadable', wasRendered: false };
    return { verdict: 'unreadable', wasRendered: false, finding: `thrown past the judge: ${stackOf(cause)}` };
  }
  const isValid =
    judged.length > 0 && judged.every(({ integrity }) => integrity.isIntact && integrity.isUnchanged);
  if (!isValid) return { verdict: 'not-valid', wasRendered: false };
  if (!judged.every(({ signature }) => hasSignedBytesOf(bytes, seed.bytes, signature)))
    return { verdict: 'valid', wasRendered: false, finding: 'valid although signed bytes changed' };
  const unseen = judged.filter(({ integrity }) => integrity.changes.every(({ code }) => UNSEEN.has(code)));
  const later = unseen.filter(({ signature }) => !signature.coversWholeFile);
  if (!canRender || later.length === 0 || bytes.equals(seed.bytes))
    return { verdict: 'valid', wasRendered: false };
  const now = picturesOf(bytes);
  for (const { signature } of later) {
    const signed = picturesOf(bytes.subarray(0, signature.coveredLength));
    if (signed && !now?.equals(signed))
      return { verdict: 'valid', wasRendered: true, finding: 'valid although the seen page changed' };
  }
  return { verdict: 'valid', wasRendered: true };
}

function judgeAll(bytes: Buffer): Judged[] {
  const document = PdfDocument.open(bytes, new Budget());
  return readSignatures(document).map((signature) => ({
    signature,
    integrity: judgeIntegrity(document, signature),
  }));
}

/** Compared with the file that was not mutated, not by a digest: the judge has done that. */
function hasSignedBytesOf(bytes: Buffer, seed: Buffer, { byteRange }: PdfSignature): boolean {
  const [start = 0, length = 0, secondStart = 0, secondLength = 0] = byteRange;
  const same = (from: number, to: number) => bytes.subarray(from, to).equals(seed.subarray(from, to));
  return same(start, start + length) && same(secondStart, secondStart + secondLength);
}

/** All pages as poppler draws them, or undefined where it draws nothing. */
function picturesOf(pdf: Buffer): Buffer | undefined {
  const { status, stdout } = spawnSync('pdftoppm', ['-r', '40', '-'], {
    input: pdf,
    maxBuffer: 1 << 28,
    timeout: 20_000,
  });
  return status === 0 && stdout.length > 0 ? stdout : undefined;
}

const stackOf = (cause: unknown): string =>
  cause instanceof Error ? (cause.stack ?? cause.message).split('\n').slice(0, 4).join(' ') : String(cause);
