import { makeTestPki, type TestPki } from '../../../test/factories/test-pki.ts';
import { makeTestRaising } from '../../../test/factories/test-signing-services.ts';
import { makeTestTsa } from '../../../test/factories/test-trust-services.ts';
import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { sealPdf } from '../../../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../../../test/support/signing-identity.ts';
import { Budget } from './budget.ts';
import { judgeIntegrity } from './integrity-judge.ts';
import { PdfDocument } from './pdf-document.ts';
import { proofsOfTime } from './proof-of-time.ts';
import { readSignatures } from './signature-reader.ts';

const firstAt = new Date('2026-11-23T08:00:00Z');
const renewedAt = new Date('2035-06-01T08:00:00Z');
const judgedAt = new Date('2035-12-01T00:00:00Z');
/** The test authority ends with 2035. */
const afterEnd = new Date('2036-06-01T00:00:00Z');

describe('the proof of time of a sealed file', () => {
  let pki: TestPki;
  let now = firstAt;
  let stamped: Uint8Array;
  let renewed: Uint8Array;

  beforeAll(async () => {
    pki = await makeTestPki();
    const raising = await makeTestRaising(pki, await makeTestTsa(pki), () => now);
    stamped = await raising.raise(sealPdf(drawPdf().bytes, makeSigningIdentity('p-256')), 'B-LT');
    now = renewedAt;
    renewed = await raising.raise(stamped, 'B-LTA');
  });

  function proofs(pdf: Uint8Array, at: Date, anchors = [pki.root.certificate.der]) {
    const document = PdfDocument.open(pdf, new Budget());
    const judged = readSignatures(document).map((signature) => ({
      signature,
      integrity: judgeIntegrity(document, signature),
    }));
    return proofsOfTime(document, judged, { anchors, pool: [], crls: [], now: at });
  }

  it('is the earliest time-stamp over it, with the evidence in the file', () => {
    expect(proofs(stamped, firstAt).earliest[0]).toEqual({
      kind: 'document-time-stamp',
      at: firstAt,
      accuracyMs: 1000,
    });
    expect(proofs(renewed, judgedAt).earliest.map((proof) => proof?.at)).toEqual([
      firstAt,
      renewedAt,
      undefined,
    ]);
  });

  it('is none without an anchor that is ours, or from a time-stamp with one byte changed', () => {
    expect(proofs(stamped, firstAt, []).earliest[0]).toBeUndefined();
    const twin = Buffer.from(stamped);
    twin[twin.indexOf('/MediaBox [0 0 595') + 17] = 0x36;
    expect(proofs(twin, firstAt).earliest[0]).toBeUndefined();
  });

  it('is none once the last authority has ended: whoever has its key could write any time', () => {
    expect(proofs(stamped, afterEnd).earliest[0]).toBeUndefined();
    expect(proofs(renewed, afterEnd).earliest[0]).toBeUndefined();
  });

  it('outlasts its authority under a later time-stamp of one that is still in force', async () => {
    now = judgedAt;
    const successor = await makeTestTsa(pki, 'p256', [2034, 2045]);
    const again = await (await makeTestRaising(pki, successor, () => now)).raise(renewed, 'B-LTA');
    expect(proofs(again, afterEnd).earliest[0]?.at).toEqual(firstAt);
    expect(proofs(again, new Date('2046-01-01T00:00:00Z')).earliest[0]).toBeUndefined();
  });
});
