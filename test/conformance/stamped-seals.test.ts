import { signatureTimeStampAttribute } from '../../src/crypto/cms/signature-time-stamp.ts';
import { buildSignedAttributes } from '../../src/crypto/cms/signed-attributes.ts';
import { assembleSignedData } from '../../src/crypto/cms/signed-data-writer.ts';
import { prepareDocumentTimeStamp } from '../../src/crypto/pdf/document-time-stamp.ts';
import { prepareSeal } from '../../src/crypto/pdf/seal-preparation.ts';
import { serialHex } from '../../src/crypto/pki/certificate.ts';
import type { InspectionRequest } from '../../src/verification/inspection/file-inspection.ts';
import { inspectFile } from '../../src/verification/inspection/inspect-file.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { stampOver } from '../factories/test-stamps.ts';
import { drawPdf } from '../support/drawn-pdf.ts';

const SEALED_AT = new Date('2026-11-23T09:00:00Z');

type StampOf = (pki: TestPki, signature: Uint8Array) => Promise<Uint8Array>;

/** A seal of CMS with a signature time-stamp, as at level B-T. */
async function sealStamped(pki: TestPki, stampOf: StampOf): Promise<Uint8Array> {
  const { certificate, key } = pki.unit;
  const digest = 'sha256' as const;
  const seal = prepareSeal(drawPdf().bytes, {
    subFilter: 'ETSI.CAdES.detached',
    digest,
    reservedCmsBytes: 12_000,
    fieldName: 'Seal1',
    signedAt: SEALED_AT,
  });
  const signedAttributesDer = buildSignedAttributes({
    messageDigest: seal.messageDigest,
    signerCertificateDer: certificate.der,
    digest,
  });
  const signature = await key.sign(signedAttributesDer);
  const container = assembleSignedData({
    signedAttributesDer,
    signature,
    algorithm: key.algorithm,
    certificatesDer: [certificate.der, pki.issuing.certificate.der],
    unsignedAttributes: [signatureTimeStampAttribute(await stampOf(pki, signature))],
  });
  return seal.embed(container);
}

const STAMPS: readonly (readonly [string, StampOf])[] = [
  ['a good time-stamp', (pki, signature) => stampOver(pki, signature, SEALED_AT)],
  [
    'a time-stamp of an authority that is not ours',
    async (_, signature) => stampOver(await makeTestPki(), signature, SEALED_AT),
  ],
];

describe.each(STAMPS)('a CMS seal with %s, on bytes that the register does not know', (_, stampOf) => {
  let pki: TestPki;
  let file: Uint8Array;
  beforeAll(async () => {
    pki = await makeTestPki();
    file = await sealStamped(pki, stampOf);
  });

  async function certificateGoodAt(now: Date, isRevoked: boolean) {
    return (await factsOf(pki, file, now, isRevoked))?.certificateGood;
  }

  it('stays undecided once its certificate was revoked', async () => {
    expect(await certificateGoodAt(new Date('2026-11-25T00:00:00Z'), true)).toEqual({
      outcome: 'unknown',
      reason: 'REVOKED_NO_POE',
    });
  });

  it('stays undecided once its certificate has ended', async () => {
    expect(await certificateGoodAt(new Date('2031-01-01T00:00:00Z'), false)).toEqual({
      outcome: 'unknown',
      reason: 'OUT_OF_BOUNDS_NO_POE',
    });
  });
});

it('does not hold with a time-stamp over something else', async () => {
  const pki = await makeTestPki();
  const file = await sealStamped(pki, () => stampOver(pki, Buffer.from('another'), SEALED_AT));
  expect(await factsOf(pki, file, new Date('2026-11-25T00:00:00Z'), false)).toMatchObject({
    signatureHolds: { outcome: 'failed', reason: 'FORMAT_FAILURE' },
    certificateGood: { outcome: 'notApplicable' },
  });
});

it('is no seal when a document time-stamp stands alone, and not called altered for it', async () => {
  const pki = await makeTestPki();
  const prepared = prepareDocumentTimeStamp(drawPdf().bytes, 12_000);
  const file = prepared.embed(await stampOver(pki, prepared.messageDigest, SEALED_AT));
  const found = await inspectFile(file, await requestAt(pki, SEALED_AT, false));
  expect(found).toMatchObject({ form: 'scan-pdf', obstacle: null, signatures: [] });
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
    at: now.toISOString(),
    now: now.toISOString(),
    instantIsProven: false,
    anchors: [base64(pki.root.certificate.der)],
    intermediates: [base64(pki.issuing.certificate.der)],
    crls: crls.map(base64),
  };
}

const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
