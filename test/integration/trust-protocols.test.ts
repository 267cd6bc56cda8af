import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timeStampReplyProblems } from '../../src/crypto/cms/time-stamp-reply.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import { readTimeStampResponse } from '../../src/crypto/cms/time-stamp-response.ts';
import { verifyTimeStamp } from '../../src/crypto/cms/time-stamp-verification.ts';
import { readCertificate } from '../../src/crypto/pki/certificate.ts';
import { ACCESS_METHOD } from '../../src/crypto/pki/object-identifiers.ts';
import { writeOcspCertificateId } from '../../src/crypto/pki/ocsp-certificate-id.ts';
import { writeOcspRequest } from '../../src/crypto/pki/ocsp-request.ts';
import { readOcspResponse } from '../../src/crypto/pki/ocsp-response.ts';
import { validatePath } from '../../src/crypto/pki/validate-path.ts';
import { Database } from '../../src/platform/database/database.ts';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import { ask, withFolder } from '../support/pdf-judges.ts';
import { certificatePem } from '../support/signing-identity.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';
import { itJudgedBy } from '../support/tools.ts';

const sealedAt = new Date('2026-11-23T08:00:00Z');
const UNIT = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
const CAUSE = { kind: 'system', id: 'test' } as const;
const document = Buffer.from('一份证照');
const queryDer = writeTimeStampRequest({
  digest: 'sha256',
  hashedMessage: createHash('sha256').update(document).digest(),
  nonce: Buffer.from('0102030405060708', 'hex'),
});

describe('time-stamps and OCSP answers over HTTP', () => {
  let started: StartedApp;
  let trust: TrustService;

  beforeAll(async () => {
    started = await startApp({
      now: sealedAt,
      environment: { ZZ_PUBLIC_ORIGIN: 'http://zz.example.test' },
    });
    trust = started.app.get(TrustService, { strict: false });
  });
  afterAll(() => started?.stop());

  const post = async (path: string, type: string, body: Uint8Array) => {
    const response = await fetch(started.origin + path, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Buffer.from(body),
    });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const stamp = (body: Uint8Array) => post('/tsa', 'application/timestamp-query', body);
  const askStatus = (body: Uint8Array) => post('/ocsp', 'application/ocsp-request', body);
  const actsLogged = async (act: string) => {
    const sql = `SELECT outcome FROM audit_entries WHERE act = $1 ORDER BY id`;
    const database = started.app.get(Database, { strict: false });
    const rows = await database.query<{ outcome: string }>('test.acts', sql, [act]);
    return rows.map(({ outcome }) => outcome);
  };
  const newUnit = async (number: string) => {
    const issued = { keyId: `seal-${number}`, unit: UNIT, suite: 'p256' as const };
    return readCertificate((await trust.issueDevelopmentSealKey(issued)).certificateDer);
  };
  const issuer = () => readCertificate(trust.caCertificate('units'));

  it('gives a time-stamp that anyone can verify with our root', async () => {
    const { response, bytes } = await stamp(queryDer);
    expect(response.headers.get('content-type')).toBe('application/timestamp-reply');
    const { tokenDer = Buffer.alloc(0) } = readTimeStampResponse(bytes);
    expect(timeStampReplyProblems(readTimeStampRequest(queryDer), tokenDer)).toEqual([]);
    const judged = verifyTimeStamp(tokenDer, [document], { ...(await trust.evidence()), now: sealedAt });
    expect(judged).toMatchObject({ status: 'passed', info: { generatedAt: sealedAt } });
  });

  it('refuses what is no request in the words of the protocol', async () => {
    for (const body of [Buffer.from('GET'), Buffer.alloc(4_000, 0x30), queryDer.subarray(0, 20)]) {
      const { response, bytes } = await stamp(body);
      expect(response.status).toBe(200);
      expect(readTimeStampResponse(bytes)).toMatchObject({ failures: ['badDataFormat'] });
    }
    expect((await stamp(Buffer.alloc(9_000))).response.status).toBe(413);
    expect((await post('/tsa', 'text/plain', queryDer)).response.status).toBe(415);
  });

  it('answers for a unit certificate made now, whose own address names the responder', async () => {
    const unit = await newUnit('14050000000001');
    const access = unit.extensions.authorityInfoAccess?.find(({ method }) => method === ACCESS_METHOD.ocsp);
    expect(access?.location).toMatchObject({
      text: expect.stringMatching(/^http:\/\/zz\.example\.test\/ocsp$/),
    });
    const request = writeOcspRequest(writeOcspCertificateId(unit, issuer(), 'sha256'), Buffer.alloc(32, 1));
    const { response, bytes } = await askStatus(request);
    expect(response.headers.get('content-type')).toBe('application/ocsp-response');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { anchors, pool, crls } = await trust.evidence();
    const input = { certificateDer: unit.der, anchors, pool, at: sealedAt, crls: crls.slice(0, 1) };
    expect(validatePath({ ...input, ocspResponses: [bytes] }).status).toBe('passed');
    expect(validatePath(input).status).toBe('undecided');
  });

  it('answers by GET too, and lets that answer be kept for minutes', async () => {
    const unit = await newUnit('14050000000002');
    const request = Buffer.from(writeOcspRequest(writeOcspCertificateId(unit, issuer())));
    const response = await fetch(`${started.origin}/ocsp/${encodeURIComponent(request.toString('base64'))}`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    const answer = readOcspResponse(Buffer.from(await response.arrayBuffer()));
    expect(answer).toMatchObject({ basic: { responses: [{ status: { kind: 'good' } }] } });
  });

  it('says revoked from the moment on at which the revocation is recorded', async () => {
    const unit = await newUnit('14050000000003');
    const revocation = { certificateDer: unit.der, reason: 'keyCompromise', revokedAt: sealedAt } as const;
    const transactions = started.app.get(TransactionRunner, { strict: false });
    await transactions.run((tx) => trust.revokeCertificate(tx, revocation, CAUSE));
    const { bytes } = await askStatus(writeOcspRequest(writeOcspCertificateId(unit, issuer())));
    expect(readOcspResponse(bytes)).toMatchObject({
      basic: {
        responses: [{ status: { kind: 'revoked', reason: 'keyCompromise', revokedAt: sealedAt } }],
      },
    });
  });

  it('refuses to speak for another CA, and what is no request', async () => {
    const foreign = { subject: issuer().issuer, spkiDer: issuer().spkiDer };
    const other = writeOcspRequest(writeOcspCertificateId(issuer(), foreign));
    expect(readOcspResponse((await askStatus(other)).bytes)).toEqual({ status: 'unauthorized' });
    for (const body of [Buffer.from('GET'), other.subarray(0, 30)]) {
      expect(readOcspResponse((await askStatus(body)).bytes)).toEqual({ status: 'malformedRequest' });
    }
    const response = await fetch(`${started.origin}/ocsp/%E0%A4`);
    expect(response.status).toBe(400);
  });

  it('enters each in the access log with its outcome', async () => {
    expect(await actsLogged('trust.time-stamp')).toEqual(expect.arrayContaining(['succeeded', 'refused']));
    expect(await actsLogged('trust.ocsp')).toEqual(expect.arrayContaining(['succeeded', 'refused']));
  });

  itJudgedBy('openssl')('is content for OpenSSL as it comes over the wire', async () => {
    const unit = await newUnit('14050000000004');
    const [rootDer = Buffer.alloc(0)] = trust.anchors();
    const { bytes } = await stamp(queryDer);
    await withFolder(async (folder) => {
      const path = (name: string) => join(folder, name);
      await writeFile(path('root.pem'), certificatePem(rootDer));
      await writeFile(path('issuer.pem'), certificatePem(issuer().der));
      await writeFile(path('unit.pem'), certificatePem(unit.der));
      await writeFile(path('document'), document);
      await writeFile(path('reply.tsr'), bytes);
      const at = ['-CAfile', path('root.pem'), '-attime', String(sealedAt.getTime() / 1000)];
      const token = await ask('openssl', [
        'ts',
        '-verify',
        '-in',
        path('reply.tsr'),
        '-data',
        path('document'),
        ...at,
      ]);
      expect(token.text).toContain('Verification: OK');
      const about = [
        'ocsp',
        '-issuer',
        path('issuer.pem'),
        '-cert',
        path('unit.pem'),
        '-url',
        `${started.origin}/ocsp`,
      ];
      const status = await ask('openssl', [
        ...about,
        ...at,
        '-verify_other',
        path('issuer.pem'),
        '-validity_period',
        '999999999',
      ]);
      expect(status.text).toContain('Response verify OK');
      expect(status.text).toContain('unit.pem: good');
    });
  });
});
