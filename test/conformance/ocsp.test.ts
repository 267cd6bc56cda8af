import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serialHex } from '../../src/crypto/pki/certificate.ts';
import type { KeySuite } from '../../src/crypto/pki/key-suite.ts';
import { makeOcspRefusal, makeOcspResponse } from '../../src/crypto/pki/make-ocsp-response.ts';
import { writeOcspCertificateId } from '../../src/crypto/pki/ocsp-certificate-id.ts';
import { readOcspRequest, writeOcspRequest } from '../../src/crypto/pki/ocsp-request.ts';
import type { OcspCertificateStatus } from '../../src/crypto/pki/ocsp-response.ts';
import { validatePath } from '../../src/crypto/pki/validate-path.ts';
import { makeTestPki, type TestPki, type TestUnit } from '../factories/test-pki.ts';
import { makeTestResponder } from '../factories/test-trust-services.ts';
import { ask, withFolder } from '../support/pdf-judges.ts';
import { certificatePem } from '../support/signing-identity.ts';
import { itJudgedBy } from '../support/tools.ts';
import { isAgreed } from './corpus/agreement.ts';
import { hasCorpus } from './corpus/corpus-files.ts';
import { judgeOcspResponses } from './corpus/ocsp-responses.ts';

if (!hasCorpus) {
  it.skip('OCSP responses are judged as known (skipped: the corpus is not here)', () => {});
} else {
  it('judges every OCSP response of the corpus as known', () => {
    const rows = judgeOcspResponses();
    expect(rows.filter((row) => !isAgreed(row))).toEqual([]);
    expect(rows).toHaveLength(58);
  });
}

const itByOpenssl = itJudgedBy('openssl');
const answeredAt = new Date('2026-11-23T08:00:00Z');
const nextUpdate = new Date('2026-11-24T08:00:00Z');
const REVOKED = {
  kind: 'revoked',
  revokedAt: new Date('2026-11-22T08:00:00Z'),
  reason: 'keyCompromise',
} as const;

interface Answering {
  readonly pki: TestPki;
  readonly responder: TestUnit;
}

/** OpenSSL asks about the unit, we answer, OpenSSL judges; and our own verdict on the same bytes. */
async function judged({ pki, responder }: Answering, status: OcspCertificateStatus, tamper = false) {
  return withFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    await writeFile(path('issuer.pem'), certificatePem(pki.issuing.certificate.der));
    await writeFile(path('unit.pem'), certificatePem(pki.unit.certificate.der));
    await writeFile(path('root.pem'), certificatePem(pki.root.certificate.der));
    const about = ['ocsp', '-issuer', path('issuer.pem'), '-sha256', '-cert', path('unit.pem')];
    await ask('openssl', [...about, '-reqout', path('request.der')]);
    const { certificateIds, nonceValueDer } = readOcspRequest(readFileSync(path('request.der')));
    const answers = certificateIds.map(({ der }) => ({ certificateIdDer: der, status }));
    const content = {
      producedAt: answeredAt,
      nextUpdate,
      answers,
      archiveCutoff: pki.issuing.certificate.notBefore,
    };
    const response = Buffer.from(await makeOcspResponse({ ...content, nonceValueDer }, responder));
    if (tamper) {
      const at = response.indexOf('20261123080000Z') + 13;
      response[at] = (response[at] ?? 0) ^ 1;
    }
    await writeFile(path('response.der'), response);
    const seconds = String(answeredAt.getTime() / 1000);
    const answer = await ask('openssl', [
      ...about,
      ...['-no_nonce', '-respin', path('response.der'), '-CAfile', path('root.pem')],
      ...['-verify_other', path('issuer.pem'), '-attime', seconds, '-validity_period', '999999999'],
    ]);
    const verdict = validatePath({
      certificateDer: pki.unit.certificate.der,
      pool: [pki.issuing.certificate.der],
      anchors: [pki.root.certificate.der],
      crls: (await pki.crls(new Date('2026-11-20T00:00:00Z'))).slice(0, 1),
      ocspResponses: [response],
      at: answeredAt,
    });
    return { answer, verdict };
  });
}

describe.each<KeySuite>(['p256', 'rsa2048'])('an OCSP answer signed with %s', (suite) => {
  let answering: Answering;
  beforeAll(async () => {
    const pki = await makeTestPki(suite);
    answering = { pki, responder: await makeTestResponder(pki, suite) };
  }, 30_000);

  itByOpenssl('that says good is good for OpenSSL and for us', async () => {
    const { answer, verdict } = await judged(answering, { kind: 'good' });
    expect(answer.text).toContain('Response verify OK');
    expect(answer.text).toContain('unit.pem: good');
    expect(answer.text).not.toContain('WARNING');
    expect(verdict).toMatchObject({ status: 'passed', reasons: [] });
  });

  itByOpenssl('that says revoked is understood with time and reason', async () => {
    const { answer, verdict } = await judged(answering, REVOKED);
    expect(answer.text).toContain('unit.pem: revoked');
    expect(answer.text).toContain('Reason: keyCompromise');
    expect(answer.text).toContain('Revocation Time: Nov 22 08:00:00 2026 GMT');
    expect(verdict).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'REVOKED', revokedAt: REVOKED.revokedAt }],
    });
  });

  itByOpenssl('that says unknown decides nothing', async () => {
    const { answer, verdict } = await judged(answering, { kind: 'unknown' });
    expect(answer.text).toContain('Response verify OK');
    expect(answer.text).toContain('unit.pem: unknown');
    expect(verdict.status).toBe('undecided');
  });

  itByOpenssl('is rejected by OpenSSL and by us with one bit changed', async () => {
    const { answer, verdict } = await judged(answering, { kind: 'good' }, true);
    expect(answer.text).toContain('Response Verify Failure');
    expect(verdict.status).toBe('undecided');
  });
});

itByOpenssl('our request and our refusal are read by OpenSSL', async () => {
  const pki = await makeTestPki();
  const { unit, issuing } = pki;
  await withFolder(async (folder) => {
    const id = writeOcspCertificateId(unit.certificate, issuing.certificate);
    await writeFile(join(folder, 'request.der'), writeOcspRequest(id, Buffer.alloc(32, 7)));
    await writeFile(join(folder, 'response.der'), makeOcspRefusal('unauthorized'));
    const request = await ask('openssl', ['ocsp', '-reqin', join(folder, 'request.der'), '-req_text']);
    expect(request.text.toLowerCase()).toContain(serialHex(unit.certificate.serialNumber));
    expect(request.text).toContain('OCSP Nonce');
    const refusal = await ask('openssl', ['ocsp', '-respin', join(folder, 'response.der'), '-resp_text']);
    expect(refusal.text).toContain('Responder Error: unauthorized (6)');
  });
});
