import { createHash } from 'node:crypto';
import { makeTestPki, type TestPki } from '../../../test/factories/test-pki.ts';
import { makeTestTsa, TEST_TSA_POLICY } from '../../../test/factories/test-trust-services.ts';
import { digestByName } from './digest-algorithms.ts';
import { writeMessageImprint } from './message-imprint.ts';
import { readSignedData } from './signed-data-reader.ts';
import { makeTimeStampToken, type TimeStampAuthority, timeStampRefusal } from './time-stamp-authority.ts';
import { readTimeStampInfo } from './time-stamp-info.ts';
import { timeStampReplyProblems } from './time-stamp-reply.ts';
import { readTimeStampRequest, writeTimeStampRequest } from './time-stamp-request.ts';
import { readTimeStampResponse, writeGrantedResponse, writeRejectedResponse } from './time-stamp-response.ts';
import { verifyTimeStamp } from './time-stamp-verification.ts';

const stampedAt = new Date('2026-11-23T08:00:00.250Z');
const document = Buffer.from('一份证照');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const SERIAL = Buffer.from('01ff', 'hex');
const requestOver = (bytes: Uint8Array, nonce = Buffer.from('ff01020304050607', 'hex')) =>
  writeTimeStampRequest({ digest: 'sha256', hashedMessage: sha256(bytes), nonce });

describe('a time-stamp', () => {
  let pki: TestPki;
  let authority: TimeStampAuthority;
  let tokenDer: Uint8Array;
  const request = readTimeStampRequest(requestOver(document));

  beforeAll(async () => {
    pki = await makeTestPki();
    authority = await makeTestTsa(pki);
    tokenDer = await makeTimeStampToken(request, authority, stampedAt, SERIAL);
  });

  const trust = async (now: Date, overrides = {}) => ({
    anchors: [pki.root.certificate.der],
    pool: [],
    crls: await pki.crls(new Date('2026-11-20T00:00:00Z')),
    now,
    ...overrides,
  });
  const codesOf = async (token: Uint8Array, over: Uint8Array = document, overrides = {}) => {
    const { reasons } = verifyTimeStamp(token, [over], await trust(stampedAt, overrides));
    return reasons.map(({ code }) => code);
  };

  it('says the time to the millisecond, the request imprint and nonce, and passes', async () => {
    const { status, info } = verifyTimeStamp(tokenDer, [document], await trust(stampedAt));
    expect(status).toBe('passed');
    expect(info).toMatchObject({
      generatedAt: stampedAt,
      accuracyMs: 1000,
      policy: TEST_TSA_POLICY,
      serialNumber: 0x1ffn,
      isOrdered: false,
    });
    expect(timeStampReplyProblems(request, tokenDer)).toEqual([]);
  });

  it('passes over the same bytes in parts', async () => {
    const parts = [document.subarray(0, 3), document.subarray(3)];
    expect(verifyTimeStamp(tokenDer, parts, await trust(stampedAt)).status).toBe('passed');
  });

  it('is refused over other bytes', async () => {
    expect(await codesOf(tokenDer, Buffer.from('另一份证照'))).toEqual(['imprint-mismatch']);
  });

  it('is refused when any byte of what is signed or of the signature was changed', async () => {
    for (const at of [60, Math.floor(tokenDer.length / 2), tokenDer.length - 4]) {
      const twin = Buffer.from(tokenDer);
      twin[at] = (twin[at] ?? 0) ^ 1;
      expect(await codesOf(twin)).not.toEqual([]);
    }
  });

  it('is refused when its signer is no time-stamp authority', async () => {
    const unit = { ...authority, key: pki.unit.key, certificatesDer: [pki.unit.certificate.der] };
    const token = await makeTimeStampToken(request, unit, stampedAt, SERIAL);
    const pool = { pool: [pki.issuing.certificate.der] };
    expect(await codesOf(token, document, pool)).toEqual(['not-a-time-stamping-certificate']);
  });

  it('is refused from before its certificate began, and from the future', async () => {
    const early = await makeTimeStampToken(request, authority, new Date('2025-01-01T00:00:00Z'), SERIAL);
    expect(await codesOf(early)).toContain('NOT_YET_VALID');
    const late = await makeTimeStampToken(request, authority, new Date('2026-11-24T00:00:00Z'), SERIAL);
    expect(await codesOf(late)).toContain('from-the-future');
  });

  it('is open without revocation data or an anchor that is ours', async () => {
    expect(await codesOf(tokenDer, document, { crls: [] })).toEqual(['TRY_LATER']);
    expect(await codesOf(tokenDer, document, { anchors: [] })).toEqual(['NO_CERTIFICATE_CHAIN_FOUND']);
  });

  it('still passes six years on, and no longer by itself once its certificate has ended', async () => {
    expect(verifyTimeStamp(tokenDer, [document], await trust(new Date('2032-11-23T00:00:00Z'))).status).toBe(
      'passed',
    );
    const after = new Date('2036-01-01T00:00:00Z');
    expect(verifyTimeStamp(tokenDer, [document], await trust(after))).toMatchObject({
      status: 'undecided',
      reasons: [{ code: 'authority-ended-since' }],
    });
    const proven = await trust(after, { existedAt: new Date('2035-06-01T00:00:00Z') });
    expect(verifyTimeStamp(tokenDer, [document], proven).status).toBe('passed');
  });

  it('without certificates passes only where the judge has them', async () => {
    const bare = await makeTimeStampToken(
      { ...request, wantsCertificates: false },
      authority,
      stampedAt,
      SERIAL,
    );
    expect(readSignedData(bare).certificatesDer).toEqual([]);
    expect(await codesOf(bare)).toContain('signer-certificate-missing');
    expect(await codesOf(bare, document, { pool: authority.certificatesDer })).toEqual([]);
  });

  it('is no answer to another request', () => {
    const other = readTimeStampRequest(
      requestOver(Buffer.from('另一份证照'), Buffer.from('0102030405060708', 'hex')),
    );
    expect(timeStampReplyProblems(other, tokenDer)).toEqual(['imprint-differs', 'nonce-differs']);
    expect(timeStampReplyProblems({ ...request, policy: '2.999.1' }, tokenDer)).toEqual(['policy-differs']);
  });

  it('survives its response', () => {
    expect(readTimeStampResponse(writeGrantedResponse(tokenDer)).tokenDer).toEqual(tokenDer);
    expect(readTimeStampInfo(readSignedData(tokenDer)).nonceDer).toEqual(request.nonceDer);
  });
});

describe('a time-stamp request', () => {
  const policy = { policy: TEST_TSA_POLICY };
  const request = readTimeStampRequest(requestOver(document));

  it('with a sound digest is granted', () => {
    expect(timeStampRefusal(request, policy)).toBeUndefined();
  });

  it.each([
    ['badAlg', { imprint: { ...request.imprint, digest: digestByName('sha1') } }],
    ['badAlg', { imprint: { ...request.imprint, digest: undefined } }],
    ['badDataFormat', { imprint: { ...request.imprint, hashedMessage: Buffer.alloc(31) } }],
    ['unacceptedPolicy', { policy: '2.999.1' }],
    ['unacceptedExtension', { hasExtensions: true }],
    ['badRequest', { version: 2 }],
  ] as const)('is refused as %s', (failure, change) => {
    expect(timeStampRefusal({ ...request, ...change }, policy)).toBe(failure);
    const refused = readTimeStampResponse(writeRejectedResponse(failure));
    expect(refused).toEqual({ tokenDer: undefined, status: 2, failures: [failure] });
  });

  it('that is cut off, no DER or followed by bytes is malformed', () => {
    const der = requestOver(document);
    const bad = [der.subarray(0, 20), Buffer.from('GET / HTTP/1.1'), Buffer.concat([der, Buffer.alloc(1)])];
    for (const bytes of [...bad, new Uint8Array(), writeMessageImprint('sha256', sha256(document))]) {
      expect(() => readTimeStampRequest(bytes)).toThrow(
        expect.objectContaining({ code: 'time-stamp-request-malformed' }),
      );
    }
  });
});
