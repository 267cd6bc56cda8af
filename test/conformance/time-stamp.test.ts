import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSignedData } from '../../src/crypto/cms/signed-data-reader.ts';
import { makeTimeStampToken, type TimeStampAuthority } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readTimeStampInfo } from '../../src/crypto/cms/time-stamp-info.ts';
import { timeStampReplyProblems } from '../../src/crypto/cms/time-stamp-reply.ts';
import { readTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import {
  readTimeStampResponse,
  writeGrantedResponse,
  writeRejectedResponse,
} from '../../src/crypto/cms/time-stamp-response.ts';
import { verifyTimeStamp } from '../../src/crypto/cms/time-stamp-verification.ts';
import type { KeySuite } from '../../src/crypto/pki/key-suite.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { makeTestTsa } from '../factories/test-trust-services.ts';
import { ask, withFolder } from '../support/pdf-judges.ts';
import { certificatePem } from '../support/signing-identity.ts';
import { itJudgedBy } from '../support/tools.ts';

const itByOpenssl = itJudgedBy('openssl');
const stampedAt = new Date('2026-11-23T08:00:00.250Z');
const document = Buffer.from('一份证照');

interface Stamping {
  readonly pki: TestPki;
  readonly authority: TimeStampAuthority;
}

/** What OpenSSL says of our answer to its own query, and of the same answer with one bit changed at `tamperedAt`. */
async function judged({ pki, authority }: Stamping, tamperedAt?: (responseDer: Uint8Array) => number) {
  return withFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    await writeFile(path('document'), document);
    await writeFile(path('root.pem'), certificatePem(pki.root.certificate.der));
    const query = ['-query', '-data', path('document'), '-sha256', '-cert', '-out', path('query.tsq')];
    await ask('openssl', ['ts', ...query]);
    const request = readTimeStampRequest(readFileSync(path('query.tsq')));
    const token = await makeTimeStampToken(request, authority, stampedAt, Buffer.from('0123456789', 'hex'));
    const response = Buffer.from(writeGrantedResponse(token));
    if (tamperedAt) {
      const at = tamperedAt(response);
      response[at] = (response[at] ?? 0) ^ 1;
    }
    await writeFile(path('reply.tsr'), response);
    const trust = ['-CAfile', path('root.pem'), '-attime', String(Math.floor(stampedAt.getTime() / 1000))];
    const verify = ['ts', '-verify', '-in', path('reply.tsr'), ...trust];
    return {
      byQuery: await ask('openssl', [...verify, '-queryfile', path('query.tsq')]),
      byData: await ask('openssl', [...verify, '-data', path('document')]),
      shown: await ask('openssl', ['ts', '-reply', '-in', path('reply.tsr'), '-text']),
    };
  });
}

describe.each<KeySuite>(['p256', 'p384', 'rsa2048'])('a time-stamp signed with %s', (suite) => {
  let stamping: Stamping;
  beforeAll(async () => {
    const pki = await makeTestPki();
    stamping = { pki, authority: await makeTestTsa(pki, suite) };
  }, 30_000);

  itByOpenssl('holds for OpenSSL, as the answer to its query and over the data', async () => {
    const { byQuery, byData, shown } = await judged(stamping);
    expect(byQuery).toMatchObject({ exitCode: 0, text: expect.stringContaining('Verification: OK') });
    expect(byData).toMatchObject({ exitCode: 0, text: expect.stringContaining('Verification: OK') });
    expect(shown.text).toContain('Time stamp: Nov 23 08:00:00.25 2026 GMT');
    expect(shown.text).toContain('Accuracy: 0x01 seconds');
  });

  itByOpenssl('is rejected by OpenSSL with one bit of its signature or its imprint changed', async () => {
    const imprint = createHash('sha256').update(document).digest();
    for (const at of [
      (der: Uint8Array) => der.length - 3,
      (der: Uint8Array) => Buffer.from(der).indexOf(imprint),
    ]) {
      const { byQuery, byData } = await judged(stamping, at);
      expect([byQuery.exitCode, byData.exitCode]).toEqual([1, 1]);
    }
  });
});

itByOpenssl('a refusal is read by OpenSSL with its reason', async () => {
  const answer = await withFolder(async (folder) => {
    await writeFile(join(folder, 'reply.tsr'), writeRejectedResponse('unacceptedPolicy'));
    return ask('openssl', ['ts', '-reply', '-in', join(folder, 'reply.tsr'), '-text']);
  });
  expect(answer.text).toContain('Status: Rejected.');
  expect(answer.text).toMatch(/policy is not supported/);
});

const folder = join(import.meta.dirname, '../../../shared/corpus/pki/tsa');
const itWithCorpus = existsSync(folder) ? it : it.skip;
const withoutIt = existsSync(folder) ? '' : ' (skipped: the corpus is not here)';

describe('a reply of a public authority', () => {
  const read = (name: string) => readFileSync(join(folder, name));
  const pem = (name: string) =>
    Buffer.from(
      read(name)
        .toString('latin1')
        .replace(/-----[A-Z ]+-----|\s/g, ''),
      'base64',
    );
  const trust = () => ({
    anchors: [pem('comodo-aaa.pem')],
    pool: [pem('sectigo-signer.pem'), pem('sectigo-time-stamping-ca.pem'), pem('user-trust-ca-aaa.pem')],
    crls: [],
    revocation: 'not-checked' as const,
    now: new Date(1_720_000_000_000),
  });
  /** The query is over no document but over a digest of zeros: only what the token is over cannot be shown. */
  const reasonsOf = (token: Uint8Array) =>
    verifyTimeStamp(token, [], trust()).reasons.map(({ code }) => code);
  const replied = () => readTimeStampResponse(read('sectigo-all-zero.tsr')).tokenDer ?? Buffer.alloc(0);

  itWithCorpus(`answers its query and leads to its root${withoutIt}`, () => {
    const token = replied();
    const request = readTimeStampRequest(read('all-zero.tsq'));
    expect(timeStampReplyProblems(request, token)).toEqual([]);
    expect(readTimeStampInfo(readSignedData(token)).generatedAt).toEqual(new Date('2021-02-16T15:42:47Z'));
    expect(reasonsOf(token)).toEqual(['imprint-mismatch']);
    expect(verifyTimeStamp(token, [], trust()).chain).toHaveLength(4);
  });

  itWithCorpus(`does not hold with one bit changed${withoutIt}`, () => {
    const twin = Buffer.from(replied());
    twin[twin.length - 3] = (twin[twin.length - 3] ?? 0) ^ 1;
    expect(reasonsOf(twin)).toEqual(['signature-value-wrong', 'imprint-mismatch']);
  });
});
