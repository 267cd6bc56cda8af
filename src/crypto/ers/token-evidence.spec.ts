import { makeTestPki, type TestPki } from '../../../test/factories/test-pki.ts';
import { makeTestResponder, makeTestTsa } from '../../../test/factories/test-trust-services.ts';
import { digestByName } from '../cms/digest-algorithms.ts';
import { readSignedData } from '../cms/signed-data-reader.ts';
import { makeTimeStampToken } from '../cms/time-stamp-authority.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../cms/time-stamp-request.ts';
import { verifyTimeStampOfHash } from '../cms/time-stamp-verification.ts';
import { NO_VALIDATION_DATA } from '../pdf/validation-data.ts';
import { makeOcspResponse } from '../pki/make-ocsp-response.ts';
import { writeOcspCertificateId } from '../pki/ocsp-certificate-id.ts';
import { tokenEvidence, withTokenEvidence } from './token-evidence.ts';

const stampedAt = new Date('2026-12-02T00:00:00Z');
const value = Buffer.alloc(32, 7);

describe('evidence in a token', () => {
  let pki: TestPki;
  let bare: Uint8Array;
  let crlsDer: Uint8Array[];
  let ocspResponsesDer: Uint8Array[];

  beforeAll(async () => {
    pki = await makeTestPki();
    const request = writeTimeStampRequest({
      digest: 'sha256',
      hashedMessage: value,
      nonce: Buffer.from('01', 'hex'),
    });
    const authority = await makeTestTsa(pki);
    bare = await makeTimeStampToken(
      readTimeStampRequest(request),
      authority,
      stampedAt,
      Buffer.from('02', 'hex'),
    );
    crlsDer = await pki.crls(stampedAt);
    const certificateIdDer = writeOcspCertificateId(pki.unit.certificate, pki.issuing.certificate);
    const answer = { certificateIdDer, status: { kind: 'good' as const } };
    ocspResponsesDer = [
      await makeOcspResponse(
        {
          producedAt: stampedAt,
          nextUpdate: new Date('2026-12-03T00:00:00Z'),
          answers: [answer],
          archiveCutoff: stampedAt,
          nonceValueDer: undefined,
        },
        await makeTestResponder(pki),
      ),
    ];
  });

  const verdict = (tokenDer: Uint8Array) =>
    verifyTimeStampOfHash(
      tokenDer,
      { digest: digestByName('sha256'), value },
      {
        anchors: [pki.root.certificate.der],
        pool: [],
        crls: tokenEvidence(tokenDer).crlsDer,
        now: stampedAt,
      },
    );

  it('of all kinds is found again, and the token passes by it alone', () => {
    const certificatesDer = [pki.root.certificate.der];
    const full = withTokenEvidence(bare, { certificatesDer, crlsDer, ocspResponsesDer });
    const found = tokenEvidence(full);
    expect(found.certificatesDer).toHaveLength(2);
    expect([...found.crlsDer].sort(Buffer.compare)).toEqual([...crlsDer].sort(Buffer.compare));
    expect(found.ocspResponsesDer).toEqual(ocspResponsesDer);
    expect(verdict(full).status).toBe('passed');
    expect(verdict(bare).status).toBe('undecided');
  });

  it('leaves what is signed as it is, puts nothing in twice, and is in the order of DER', () => {
    const evidence = { certificatesDer: [pki.root.certificate.der], crlsDer, ocspResponsesDer: [] };
    const once = withTokenEvidence(bare, evidence);
    expect(withTokenEvidence(once, { ...evidence, crlsDer: [...crlsDer].reverse() })).toEqual(once);
    expect(withTokenEvidence(bare, NO_VALIDATION_DATA)).toEqual(bare);
    const [before, after] = [readSignedData(bare), readSignedData(once)];
    expect(after.encapsulatedContent).toEqual(before.encapsulatedContent);
    expect(after.signerInfos[0]?.signature).toEqual(before.signerInfos[0]?.signature);
    expect(after.version).toBe(before.version);
  });

  it('does not make a token of another hash value or digest pass', () => {
    const full = withTokenEvidence(bare, { ...NO_VALIDATION_DATA, crlsDer });
    const trust = { anchors: [pki.root.certificate.der], pool: [], crls: crlsDer, now: stampedAt };
    const other = { digest: digestByName('sha256'), value: Buffer.alloc(32, 8) };
    expect(verifyTimeStampOfHash(full, other, trust).reasons).toMatchObject([{ code: 'imprint-mismatch' }]);
    const sm3 = { digest: digestByName('sm3'), value };
    expect(verifyTimeStampOfHash(full, sm3, trust).reasons).toMatchObject([{ code: 'imprint-mismatch' }]);
  });

  it('of bytes that are no token is nothing, and cannot be put into them', () => {
    expect(tokenEvidence(Buffer.from('GET /'))).toEqual(NO_VALIDATION_DATA);
    expect(() => withTokenEvidence(Buffer.from('3003020101', 'hex'), NO_VALIDATION_DATA)).toThrow(
      expect.objectContaining({ code: 'cms-malformed' }),
    );
  });
});
