import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serialHex } from '../../src/crypto/pki/certificate.ts';
import { creditCodeOf } from '../../src/crypto/pki/certificate-profiles.ts';
import { readCertificationRequest } from '../../src/crypto/pki/certification-request.ts';
import { readCrl } from '../../src/crypto/pki/crl.ts';
import { formatName } from '../../src/crypto/pki/distinguished-name.ts';
import type { KeySuite } from '../../src/crypto/pki/key-suite.ts';
import { validatePath } from '../../src/crypto/pki/validate-path.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { itJudgedBy } from '../support/tools.ts';

const run = promisify(execFile);
const itByOpenssl = itJudgedBy('openssl');
const at = new Date('2026-11-23T08:00:00Z');
const issuedAt = new Date('2026-11-20T00:00:00Z');
const unixSeconds = String(at.getTime() / 1000);

/** What OpenSSL says of `args`: its output, and whether it was content. */
async function openssl(...args: string[]): Promise<{ ok: boolean; output: string }> {
  return run('openssl', args).then(
    ({ stdout, stderr }) => ({ ok: true, output: stdout + stderr }),
    (error: { stdout: string; stderr: string }) => ({ ok: false, output: error.stdout + error.stderr }),
  );
}

const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;

/** The same bytes with one bit of the signature at their end changed. */
function tamperedTwin(der: Uint8Array): Buffer {
  const twin = Buffer.from(der);
  twin[twin.length - 3] = (twin[twin.length - 3] ?? 0) ^ 1;
  return twin;
}

describe.each<KeySuite>(['p256', 'rsa2048', 'p384'])('a PKI of %s keys', (suite) => {
  let folder: string;
  let pki: TestPki;
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhaozhang-pki-'));
    pki = await makeTestPki(suite);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** OpenSSL's verdict on the unit's certificate, and ours, on the same bytes. */
  async function judged(unitDer: Uint8Array, crls: readonly Uint8Array[], name: string) {
    const args = [
      ...['verify', '-crl_check_all', '-x509_strict', '-attime', unixSeconds],
      ...['-CAfile', await write('root.pem', pem('CERTIFICATE', pki.root.certificate.der))],
      ...['-untrusted', await write('issuing.pem', pem('CERTIFICATE', pki.issuing.certificate.der))],
      ...['-CRLfile', await write(`${name}.crl`, crls.map((crl) => pem('X509 CRL', crl)).join(''))],
      await write(`${name}.pem`, pem('CERTIFICATE', unitDer)),
    ];
    const ours = validatePath({
      certificateDer: unitDer,
      pool: [pki.issuing.certificate.der],
      anchors: [pki.root.certificate.der],
      crls,
      at,
    });
    return { theirs: await openssl(...args), ours };
  }

  itByOpenssl('passes with OpenSSL and with us', async () => {
    const { theirs, ours } = await judged(pki.unit.certificate.der, await pki.crls(issuedAt), 'good');
    expect(theirs).toMatchObject({ ok: true });
    expect(ours.status).toBe('passed');
  });

  itByOpenssl('is refused by both with a bit of the certificate’s signature changed', async () => {
    const twin = tamperedTwin(pki.unit.certificate.der);
    const { theirs, ours } = await judged(twin, await pki.crls(issuedAt), 'tampered');
    expect(theirs.output).toContain('signature failure');
    expect(ours.status).toBe('failed');
  });

  itByOpenssl('is refused by both when revoked, and with a bit of the CRL’s signature changed', async () => {
    const { serialNumber, der } = pki.unit.certificate;
    const revocation = {
      serialHex: serialHex(serialNumber),
      revokedAt: issuedAt,
      reason: 'keyCompromise' as const,
    };
    const revoked = await judged(der, await pki.crls(issuedAt, [revocation]), 'revoked');
    expect(revoked.theirs.output).toContain('certificate revoked');
    expect(revoked.ours.status).toBe('failed');
    const [rootCrl, crl] = await pki.crls(issuedAt);
    const lists = [rootCrl, crl && tamperedTwin(crl)].filter((list) => list !== undefined);
    const tampered = await judged(der, lists, 'tampered-crl');
    expect(tampered.theirs.output).toContain('CRL signature failure');
    expect(tampered.ours.status).toBe('undecided');
  });

  itByOpenssl('shows its Chinese names whole', async () => {
    const path = await write('unit.der', pki.unit.certificate.der);
    const shown = await openssl(
      ...['x509', '-inform', 'DER', '-in', path, '-noout', '-text'],
      ...['-nameopt', 'utf8,sep_comma_plus_space,sname,space_eq'],
    );
    expect(shown.output).toContain('O = 晋城市市场监督管理局');
    expect(shown.output).toContain('organizationIdentifier = NTRCN-11140500MB9A000141');
    expect(shown.output).toContain('CN = 照章测试单位证书');
    expect(shown.output).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation/);
    expect(shown.output).toMatch(/Basic Constraints: critical\s+CA:FALSE/);
    expect(shown.output).toContain('URI:http://localhost/pki/crl/units.crl');
    expect(formatName(pki.unit.certificate.subject)).toContain('CN=晋城市市场监督管理局');
    expect(creditCodeOf(pki.unit.certificate)).toBe('11140500MB9A000141');
  });

  itByOpenssl('publishes CRLs that OpenSSL reads as we do', async () => {
    const revoked = { serialHex: '4a01', revokedAt: issuedAt, reason: 'cessationOfOperation' as const };
    const crl = (await pki.crls(issuedAt, [revoked]))[1] ?? Buffer.alloc(0);
    const issuing = await write('issuer.pem', pem('CERTIFICATE', pki.issuing.certificate.der));
    const judge = async (name: string, der: Uint8Array) =>
      openssl('crl', '-inform', 'DER', '-in', await write(name, der), '-noout', '-text', '-CAfile', issuing);
    const shown = await judge('list.crl', crl);
    expect(shown.output).toContain('verify OK');
    expect(shown.output).toMatch(/CRL Number:\s+1\b/);
    expect(shown.output).toMatch(/Serial Number: 4A01[\s\S]*Cessation Of Operation/);
    expect((await judge('twin.crl', tamperedTwin(crl))).output).toContain('verify failure');
    expect(readCrl(crl).entries).toMatchObject([revoked]);
  });
});

// OpenSSL takes an SM2 user id for certificates (-vfyopt), but for CRLs only over the bare signed bytes (dgst).
describe('a PKI of SM2 keys under the default id', () => {
  let folder: string;
  let pki: TestPki;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhaozhang-sm2-'));
    pki = await makeTestPki('sm2');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  itByOpenssl('passes with OpenSSL, and is refused with a bit of the signature changed', async () => {
    // Given several certificates OpenSSL uses the id for the last one only: each link is judged by itself.
    const judge = async (issuerDer: Uint8Array, der: Uint8Array) =>
      openssl(
        ...['verify', '-vfyopt', 'distid:1234567812345678', '-attime', unixSeconds],
        ...['-partial_chain', '-trusted', await write('issuer.pem', pem('CERTIFICATE', issuerDer))],
        await write('issued.pem', pem('CERTIFICATE', der)),
      );
    const { root, issuing, unit } = pki;
    for (const [issuer, { der }] of [
      [root.certificate.der, issuing.certificate],
      [issuing.certificate.der, unit.certificate],
    ] as const) {
      expect(await judge(issuer, der)).toMatchObject({ ok: true });
      expect(await judge(issuer, tamperedTwin(der))).toMatchObject({ ok: false });
    }
  });

  itByOpenssl('signs its CRLs so that OpenSSL verifies them', async () => {
    const crl = readCrl((await pki.crls(issuedAt))[1] ?? Buffer.alloc(0));
    const spki = await write('key.pem', pem('PUBLIC KEY', pki.issuing.certificate.spkiDer));
    const signature = await write('crl.sig', crl.signature);
    const judge = async (tbsDer: Uint8Array) =>
      openssl(
        ...['dgst', '-sm3', '-verify', spki, '-signature', signature],
        ...['-sigopt', 'distid:1234567812345678', await write('crl.tbs', tbsDer)],
      );
    expect((await judge(crl.tbsDer)).output).toContain('Verified OK');
    expect((await judge(tamperedTwin(crl.tbsDer))).ok).toBe(false);
  });

  it('passes with us', async () => {
    const input = {
      certificateDer: pki.unit.certificate.der,
      pool: [pki.issuing.certificate.der],
      anchors: [pki.root.certificate.der],
      at,
    };
    expect(validatePath({ ...input, crls: await pki.crls(issuedAt) }).status).toBe('passed');
  });
});

const corpus = join(import.meta.dirname, '../../../shared/corpus/sm2');
const itOnCorpus = existsSync(corpus) ? it : it.skip;
const fromPem = (name: string): Buffer =>
  Buffer.from(readFileSync(join(corpus, name), 'latin1').split(/-----[A-Z ]+-----/)[1] ?? '', 'base64');

describe('SM2 certificates of the corpus (skipped where it is absent)', () => {
  const verdictOf = (name: string, root: string) =>
    validatePath({
      certificateDer: fromPem(name),
      pool: [],
      anchors: [fromPem(root)],
      crls: [],
      at: new Date('2024-01-01T00:00:00Z'),
      revocation: 'not-checked',
    });

  itOnCorpus('pass where they are signed with Z of the default id', () => {
    expect(verdictOf('sm2-cert.pem', 'sm2-root-cert.pem')).toMatchObject({ reasons: [], status: 'passed' });
  });

  itOnCorpus('fail where they are signed without Z', () => {
    expect(verdictOf('sm2-noza-cert.pem', 'sm2-noza-root-cert.pem')).toMatchObject({
      status: 'failed',
      reasons: [{ detail: 'signature-invalid' }],
    });
  });
});

describe('a certification request made by OpenSSL', () => {
  itByOpenssl('is read with its Chinese name and refused when it was changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhaozhang-csr-'));
    const csr = join(folder, 'request.der');
    const made = await openssl(
      ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8'],
      ...['-keyout', join(folder, 'key.pem'), '-subj', '/C=CN/O=晋城市公安局/CN=晋城市公安局'],
      ...['-addext', 'keyUsage=digitalSignature', '-outform', 'DER', '-out', csr],
    );
    expect(made).toMatchObject({ ok: true });
    const der = await readFile(csr);
    await rm(folder, { recursive: true, force: true });
    const request = readCertificationRequest(der);
    expect(formatName(request.subject)).toBe('C=CN, O=晋城市公安局, CN=晋城市公安局');
    expect(request.extensions.keyUsage).toEqual(new Set(['digitalSignature']));
    expect(() => readCertificationRequest(tamperedTwin(der))).toThrow(
      'certification-request-signature-invalid',
    );
    expect(() => readCertificationRequest(Buffer.from('no'))).toThrow('certification-request-unreadable');
  });
});
