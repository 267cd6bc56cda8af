import { createHash } from 'node:crypto';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import type { FileStore } from '../../src/platform/storage/file-store.ts';

/**
 * What is wrong with a stored file: that it does not open, is not what its name says, or does not carry, intact and in
 * this order, exactly the seals of the certificates given. Null when nothing is.
 *
 * @param sha256 hexadecimal
 */
export async function fileProblem(
  store: FileStore,
  sha256: string,
  certificates: readonly Buffer[],
): Promise<string | null> {
  const pdf = await store.get(Buffer.from(sha256, 'hex')).catch((error: { code?: string }) => {
    return error.code ?? 'unreadable';
  });
  if (typeof pdf === 'string') return pdf;
  if (createHash('sha256').update(pdf).digest('hex') !== sha256) return 'another digest';
  return sealProblem(pdf, certificates);
}

function sealProblem(pdf: Buffer, certificates: readonly Buffer[]): string | null {
  const document = PdfDocument.open(pdf, new Budget());
  const signatures = readSignatures(document);
  if (signatures.length !== certificates.length) return `${signatures.length} seals`;
  for (const [index, signature] of signatures.entries()) {
    const { isIntact, isUnchanged, signerReasons, signerCertificateDer } = judgeIntegrity(
      document,
      signature,
    );
    if (!isIntact || !isUnchanged) return `seal ${index + 1} does not hold: ${signerReasons.join(', ')}`;
    if (!certificates[index]?.equals(signerCertificateDer ?? new Uint8Array()))
      return `seal ${index + 1} is another unit's`;
  }
  return null;
}
