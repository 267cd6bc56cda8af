import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StartedCity, startCity } from '../support/city.ts';
import { staffRow } from '../support/staff.ts';
import {
  cookieOf,
  enrolmentCode,
  PASSWORD,
  sendJson,
  signedIn,
  staffPerson,
} from '../support/staff-sign-in.ts';
import { itJudgedBy } from '../support/tools.ts';

/** What OpenSSL is told to make a key of each sort, to certify it and to sign with it. */
const SORTS = {
  sm2: {
    key: ['genpkey', '-algorithm', 'SM2'],
    certify: ['-sm3', '-sigopt', 'distid:1234567812345678'],
    sign: ['pkeyutl', '-sign', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-inkey'],
  },
  'rsa-pkcs1': {
    key: ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    certify: ['-sha256'],
    sign: ['dgst', '-sha256', '-sign'],
  },
  'rsa-pss': {
    key: ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    certify: ['-sha256'],
    sign: ['dgst', '-sha256', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32', '-sign'],
  },
  'p-256': {
    key: ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    certify: ['-sha256'],
    sign: ['dgst', '-sha256', '-sign'],
  },
  'rsa-1024': {
    key: ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
    certify: ['-sha256'],
    sign: ['dgst', '-sha256', '-sign'],
  },
} as const;
type Sort = keyof typeof SORTS;

/** A key in a file with its certificate, and OpenSSL as the one who signs. */
interface CertifiedKey {
  readonly certificate: string;
  /** Base64. */
  sign(text: string): string;
}

/** Ahead of the machine's clock, by which OpenSSL dates its certificates. */
const START = new Date(Date.now() + 3_600_000);
let city: StartedCity;
let folder: string;
let serial = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zz-certificates-'));
  city = await startCity({ now: START });
}, 120_000);

afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const openssl = (...options: readonly string[]) =>
  execFileSync('openssl', options, { stdio: ['ignore', 'pipe', 'ignore'] });

function certifiedKey(sort: Sort, extensions = ['basicConstraints=critical,CA:FALSE']): CertifiedKey {
  serial += 1;
  const number = serial;
  const file = (name: string) => join(folder, `${number}-${name}`);
  openssl(...SORTS[sort].key, '-out', file('key'));
  const further = extensions.flatMap((extension) => ['-addext', extension]);
  const subject = ['-subj', `/CN=Wang ${number}`, '-days', '30', '-out', file('certificate')];
  openssl('req', '-x509', '-new', '-key', file('key'), ...SORTS[sort].certify, ...further, ...subject);
  const sign = (text: string) => {
    writeFileSync(file('text'), text);
    const input = sort === 'sm2' ? ['-in', file('text')] : [file('text')];
    openssl(...SORTS[sort].sign, file('key'), '-out', file('signature'), ...input);
    return readFileSync(file('signature')).toString('base64');
  };
  return { certificate: readFileSync(file('certificate'), 'utf8'), sign };
}

const post = (path: string, body: unknown) => sendJson(city, 'POST', `/api/v1/${path}`, body);

/** Enrols somebody new with a certificate; the last answer, and their login. */
async function enrolWith(key: CertifiedKey, signature = (text: string) => key.sign(text)) {
  const row = await staffRow(city, [], { state: 'invited' });
  const code = await enrolmentCode(city, row.id);
  const { body: begun } = await post('staff-enrolments/attempts', {
    login: row.login,
    code,
    password: PASSWORD,
  });
  const kind = 'certificate';
  const { body: offer } = await post('staff-enrolments/offers', { attempt: begun.attempt, kind });
  const answer = { certificate: key.certificate, signature: signature(offer.told.text) };
  const sent = { attempt: begun.attempt, kind, challenge: offer.challenge, answer, label: 'USB' };
  return { login: row.login, answer: await post('staff-enrolments', sent) };
}

/** An attempt of somebody whose password was right, with a challenge for their certificate. */
async function challenged(login: string) {
  const { body } = await post('staff-sessions/attempts', { login, password: PASSWORD });
  const asked = await post('staff-sessions/challenges', { attempt: body.attempt, kind: 'certificate' });
  return {
    attempt: body.attempt as string,
    challenge: asked.body.challenge as string,
    text: asked.body.told.text as string,
  };
}

const prove = (given: { attempt: string; challenge: string }, signature: string) =>
  post('staff-sessions', {
    attempt: given.attempt,
    kind: 'certificate',
    challenge: given.challenge,
    answer: { signature },
  });

const codeOf = (answer: { body: { errors?: { code: string }[] } }) => answer.body.errors?.[0]?.code;

describe('a certificate as second factor', () => {
  for (const sort of ['sm2', 'rsa-pkcs1', 'rsa-pss', 'p-256'] as const)
    itJudgedBy('openssl')(`with a key for ${sort} proves its owner by what OpenSSL signs`, async () => {
      const key = certifiedKey(sort);
      const { login, answer } = await enrolWith(key);
      expect(answer.status).toBe(200);
      const given = await challenged(login);
      expect(given.text).toContain('http://localhost:3000\n');
      const proven = await prove(given, key.sign(given.text));
      expect([proven.status, cookieOf(proven)]).toEqual([200, expect.stringMatching(/^zz-session=/)]);
    });

  itJudgedBy('openssl')('answers each nonce once, and no other sign-in’s nonce', async () => {
    const key = certifiedKey('sm2');
    const { login } = await enrolWith(key);
    const first = await challenged(login);
    const second = await challenged(login);
    expect((await prove({ ...second, challenge: first.challenge }, key.sign(first.text))).body.code).toBe(
      'factor.wrong',
    );
    const signature = key.sign(first.text);
    const answers = await Promise.all([prove(first, signature), prove(first, signature)]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const third = await challenged(login);
    expect((await prove(third, signature)).body.code).toBe('factor.wrong');
  });

  itJudgedBy('openssl')(
    'is not taken for another text, another key or another algorithm’s signature',
    async () => {
      const [key, other] = [certifiedKey('sm2'), certifiedKey('sm2')];
      const { login } = await enrolWith(key);
      for (const wrong of [
        (text: string) => key.sign(text.replace('localhost', 'attacker.example')),
        (text: string) => other.sign(text),
        () => '',
        () => 'A'.repeat(64),
      ]) {
        const given = await challenged(login);
        const { status, body } = await prove(given, wrong(given.text));
        expect([status, body.code]).toEqual([403, 'factor.wrong']);
      }
    },
  );

  itJudgedBy('openssl')('is over with its challenge after five minutes, and with its last day', async () => {
    const key = certifiedKey('p-256');
    const { login } = await enrolWith(key);
    const given = await challenged(login);
    city.clock.set?.(new Date(START.getTime() + 5 * 60_000));
    expect((await prove(given, key.sign(given.text))).body.code).toBe('factor.wrong');
    city.clock.set?.(new Date(START.getTime() + 31 * 24 * 3_600_000));
    const late = await challenged(login);
    expect((await prove(late, key.sign(late.text))).body.code).toBe('factor.wrong');
    const { answer } = await enrolWith(key);
    expect(codeOf(answer)).toBe('factor.certificate-not-in-force');
    city.clock.set?.(START);
  });

  itJudgedBy('openssl')(
    'is registered only with proof of its key, and with none of a CA or of a weak key',
    async () => {
      const key = certifiedKey('p-256');
      expect(codeOf((await enrolWith(key, () => 'AAAA')).answer)).toBe('factor.answer-wrong');
      expect(codeOf((await enrolWith({ ...key, certificate: 'not a certificate' })).answer)).toBe(
        'factor.certificate-unreadable',
      );
      const authority = certifiedKey('p-256', ['basicConstraints=critical,CA:TRUE']);
      expect(codeOf((await enrolWith(authority)).answer)).toBe('factor.certificate-key');
      const forEncryption = certifiedKey('p-256', [
        'basicConstraints=CA:FALSE',
        'keyUsage=critical,keyEncipherment',
      ]);
      expect(codeOf((await enrolWith(forEncryption)).answer)).toBe('factor.certificate-key');
      expect(codeOf((await enrolWith(certifiedKey('rsa-1024'))).answer)).toBe('factor.certificate-key');
    },
  );

  itJudgedBy('openssl')(
    'stands with one account, can be added and removed, and one factor always remains',
    async () => {
      const key = certifiedKey('sm2');
      expect((await enrolWith(key)).answer.status).toBe(200);
      expect(codeOf((await enrolWith(key)).answer)).toBe('factor.registered-already');
      const own = certifiedKey('sm2');
      const person = await signedIn(city, await staffPerson(city));
      const offer = (
        await person.send('POST', '/api/v1/staff-account/factors/offers', { kind: 'certificate' })
      ).body;
      const addition = {
        kind: 'certificate',
        challenge: offer.challenge,
        answer: { certificate: own.certificate, signature: own.sign(offer.told.text) },
        label: '办公室密钥',
      };
      const add = (password: string) =>
        person.send('POST', '/api/v1/staff-account/factors', { ...addition, password });
      expect((await add('wrong')).body.code).toBe('password.wrong');
      expect((await add(PASSWORD)).status).toBe(204);
      const list = async () => (await person.send('GET', '/api/v1/staff-account/factors')).body.factors;
      const [app, certificate] = (await list()).sort((a: { kind: string }, b: { kind: string }) =>
        b.kind.localeCompare(a.kind),
      );
      expect(certificate).toMatchObject({ kind: 'certificate', label: '办公室密钥', lastUsedAt: null });
      const remove = (id: string, password = PASSWORD) =>
        person.send('POST', `/api/v1/staff-account/factors/${id}/removal`, { password });
      expect((await remove(app.id, 'wrong')).body.code).toBe('password.wrong');
      expect((await remove(app.id)).status).toBe(204);
      expect((await remove(app.id)).status).toBe(404);
      expect((await remove(certificate.id)).body.code).toBe('factor.last');
      expect(await list()).toHaveLength(1);
    },
  );
});
