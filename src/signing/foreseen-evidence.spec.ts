import { createHash } from 'node:crypto';
import { makeTestPki, type TestPki } from '../../test/factories/test-pki.ts';
import { makeTestSigning, TestTimeStamper } from '../../test/factories/test-signing-services.ts';
import { makeTestTsa } from '../../test/factories/test-trust-services.ts';
import { drawPdf } from '../../test/support/drawn-pdf.ts';
import type { TimeStampAuthority } from '../crypto/cms/time-stamp-authority.ts';
import { Budget } from '../crypto/pdf/budget.ts';
import { judgeIntegrity } from '../crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../crypto/pdf/pdf-document.ts';
import { embeddedEvidence } from '../crypto/pdf/proof-of-time.ts';
import { readSecurityStore } from '../crypto/pdf/security-store.ts';
import { readSignatures } from '../crypto/pdf/signature-reader.ts';
import { asPersistedSealUse } from './persisted-seal-use.ts';

const sealedAt = new Date('2026-11-23T08:00:00Z');
const { bytes: pdf, layout } = drawPdf();
const documentDigest = createHash('sha256').update(pdf).digest();
const use = asPersistedSealUse({ id: 'use-1', sealId: 'seal-1', documentDigest });
const seal = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1' } as const;

describe('evidence for a seal that is yet to be made', () => {
  let pki: TestPki;
  let authority: TimeStampAuthority;
  let successor: TimeStampAuthority;

  beforeAll(async () => {
    pki = await makeTestPki();
    authority = await makeTestTsa(pki);
    successor = await makeTestTsa(pki, 'p256', [2026, 2036]);
  });

  async function sealed(stamper: TestTimeStamper, known = true) {
    const { signing, collected } = await makeTestSigning(pki, stamper, () => sealedAt);
    const request = { sealKeyId: 'unit', pdf, seal, level: 'B-LT' as const, ...(known && { layout }) };
    const file = (await signing.sealPdf(use, request)).pdf;
    const document = PdfDocument.open(file, new Budget());
    const judged = readSignatures(document).map((signature) => ({
      signature,
      integrity: judgeIntegrity(document, signature),
    }));
    return { file, document, judged, collected };
  }

  it.each([true, false])('is covered by the seal, in one revision (layout known: %s)', async (known) => {
    const { document, judged } = await sealed(new TestTimeStamper(authority, () => sealedAt), known);
    expect(judged.map(({ integrity }) => integrity)).toMatchObject([
      { isIntact: true, coversWholeFile: true, changes: [] },
    ]);
    expect(readSecurityStore(document)).toMatchObject({
      ocspResponsesDer: { length: 1 },
      crlsDer: { length: 1 },
    });
  });

  it('puts no certificate into the file twice', async () => {
    const { document, judged } = await sealed(new TestTimeStamper(authority, () => sealedAt));
    const all = embeddedEvidence(document, judged).certificatesDer.map((der) =>
      Buffer.from(der).toString('hex'),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  it('is appended where the authority stamps with another certificate than it was known by', async () => {
    const changing = new TestTimeStamper(successor, () => sealedAt, authority);
    const { judged, collected, file } = await sealed(changing);
    expect(collected.at(-1)).toContainEqual(successor.certificatesDer[0]);
    expect(judged).toMatchObject([
      { integrity: { isIntact: true, isUnchanged: true, coversWholeFile: false } },
    ]);
    expect(Buffer.from(file).lastIndexOf('/VRI')).toBeGreaterThan(0);
  });

  it('is appended where what was foreseen had ended when the signature was stamped', async () => {
    const late = new Date(sealedAt.getTime() + 2 * 86_400_000);
    const { judged, collected } = await sealed(new TestTimeStamper(authority, () => late));
    expect(collected).toHaveLength(2);
    expect(judged).toMatchObject([{ integrity: { isUnchanged: true, coversWholeFile: false } }]);
  });
});
