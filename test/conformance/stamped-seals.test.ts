import { prepareDocumentTimeStamp } from '../../src/crypto/pdf/document-time-stamp.ts';
import { serialHex } from '../../src/crypto/pki/certificate.ts';
import type { InspectionRequest } from '../../src/verification/inspection/file-inspection.ts';
import { inspectFile } from '../../src/verification/inspection/inspect-file.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { stampOfDigest, stampOver } from '../factories/test-stamps.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { sealStamped } from '../support/stamped-seal.ts';

const SEALED_AT = new Date('2026-11-23T09:00:00Z');

describe('a CMS seal with a time-stamp, on bytes that the register does not know', () => {
  let pki: TestPki;
  let stamped: Uint8Array;
  let stampedByStranger: Uint8Array;
  beforeAll(async () => {
    pki = await makeTestPki();
    stamped = await sealStamped(pki, SEALED_AT);
    const stranger = await makeTestPki();
    stampedByStranger = await sealStamped(pki, SEALED_AT, (signature) =>
      stampOver(stranger, signature, SEALED_AT),
    );
  });

  const CASES = [
    ['was revoked the day after', new Date('2026-11-25T00:00:00Z'), true, 'REVOKED_NO_POE'],
    ['has ended', new Date('2031-01-01T00:00:00Z'), false, 'OUT_OF_BOUNDS_NO_POE'],
  ] as const;

  it.each(CASES)('stays good once its certificate %s', async (_, now, isRevoked) => {
    const [signature] = (await inspectFile(stamped, await requestAt(pki, now, isRevoked))).signatures;
    expect(signature).toMatchObject({
      indication: 'TOTAL-PASSED',
      proofOfTime: { kind: 'time-stamp', at: SEALED_AT.toISOString() },
      facts: { certificateGood: { outcome: 'passed', reason: 'good-at-proven-time' } },
    });
  });

  it.each(CASES)(
    'is undecided once its certificate %s, when the time-stamp is of an authority that is not ours',
    async (_, now, isRevoked, reason) => {
      const request = await requestAt(pki, now, isRevoked);
      const { signatures, timeStamps } = await inspectFile(stampedByStranger, request);
      expect(signatures).toMatchObject([
        {
          indication: 'INDETERMINATE',
          subIndication: reason,
          proofOfTime: null,
          facts: { certificateGood: { outcome: 'unknown', reason } },
        },
      ]);
      expect(timeStamps).toMatchObject([{ kind: 'time-stamp', outcome: 'failed' }]);
    },
  );
});

it('does not hold with a time-stamp over something else', async () => {
  const pki = await makeTestPki();
  const file = await sealStamped(pki, SEALED_AT, () => stampOver(pki, Buffer.from('another'), SEALED_AT));
  expect(await factsOf(pki, file, new Date('2026-11-25T00:00:00Z'), false)).toMatchObject({
    signatureHolds: { outcome: 'failed', reason: 'FORMAT_FAILURE' },
    certificateGood: { outcome: 'notApplicable' },
  });
});

it('is no seal when a document time-stamp stands alone, and not called altered for it', async () => {
  const pki = await makeTestPki();
  const prepared = prepareDocumentTimeStamp(drawPdf().bytes, 12_000);
  const file = prepared.embed(await stampOfDigest(pki, prepared.messageDigest, SEALED_AT));
  const found = await inspectFile(file, await requestAt(pki, SEALED_AT, false));
  expect(found).toMatchObject({ form: 'scan-pdf', obstacle: null, signatures: [] });
  expect(found.timeStamps).toMatchObject([{ kind: 'document-time-stamp' }]);
});

/** Facts of the one signature, when nothing else proves when it was made. */
async function factsOf(pki: TestPki, file: Uint8Array, now: Date, isRevoked: boolean) {
  const [signature] = (await inspectFile(file, await requestAt(pki, now, isRevoked))).signatures;
  return signature?.facts;
}

async function requestAt(pki: TestPki, now: Date, isRevoked: boolean): Promise<InspectionRequest> {
  const revocation = {
    serialHex: serialHex(pki.unit.certificate.serialNumber),
    revokedAt: new Date('2026-11-24T00:00:00Z'),
    reason: 'keyCompromise' as const,
  };
  const crls = await pki.crls(new Date(now.getTime() - 3_600_000), isRevoked ? [revocation] : []);
  return {
    now: now.toISOString(),
    recordedAt: null,
    anchors: [base64(pki.root.certificate.der)],
    intermediates: [base64(pki.issuing.certificate.der)],
    crls: crls.map(base64),
    ocspResponses: [],
  };
}

const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
