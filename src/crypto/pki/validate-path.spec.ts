import { makeTestPki, type TestPki } from '../../../test/factories/test-pki.ts';
import { serialHex } from './certificate.ts';
import { makeRootCertificate, makeUnitSealCertificate } from './certificate-profiles.ts';
import { generateSigningKey, suiteAlgorithm } from './key-suite.ts';
import { openSigningKey } from './signing-key.ts';
import { validatePath } from './validate-path.ts';

const issuedAt = new Date('2026-11-20T00:00:00Z');
const sealedAt = new Date('2026-11-23T08:00:00Z');
const dayAfter = new Date('2026-11-24T08:00:00Z');
const sixYearsOn = new Date('2032-11-23T08:00:00Z');

describe('a unit seal certificate', () => {
  let pki: TestPki;
  let common: { certificateDer: Uint8Array; pool: Uint8Array[]; anchors: Uint8Array[] };

  beforeAll(async () => {
    pki = await makeTestPki();
    common = {
      certificateDer: pki.unit.certificate.der,
      pool: [pki.issuing.certificate.der],
      anchors: [pki.root.certificate.der],
    };
  });

  const revokedAt = async (instant: Date, reason: 'keyCompromise' | 'certificateHold' = 'keyCompromise') =>
    pki.crls(dayAfter, [
      { serialHex: serialHex(pki.unit.certificate.serialNumber), revokedAt: instant, reason },
    ]);

  it('passes at the instant of sealing with fresh CRLs, and its chain ends at the anchor', async () => {
    const verdict = validatePath({ ...common, crls: await pki.crls(issuedAt), at: sealedAt });
    expect(verdict).toMatchObject({ status: 'passed', weaknesses: [] });
    expect(verdict.chain).toEqual([
      common.certificateDer,
      pki.issuing.certificate.der,
      pki.root.certificate.der,
    ]);
  });

  it('is undecided without a CRL, and with one that had ended', async () => {
    expect(validatePath({ ...common, crls: [], at: sealedAt })).toMatchObject({
      status: 'undecided',
      reasons: [
        { code: 'TRY_LATER', detail: 'no-crl' },
        { code: 'TRY_LATER', detail: 'no-crl' },
      ],
    });
    const old = await pki.crls(new Date('2026-11-01T00:00:00Z'));
    expect(validatePath({ ...common, crls: old, at: sealedAt })).toMatchObject({
      status: 'undecided',
      reasons: [{ detail: 'crl-not-fresh' }, { detail: 'crl-not-fresh' }],
    });
  });

  it('passes at an instant before its revocation and says when that was', async () => {
    const crls = await revokedAt(dayAfter);
    const verdict = validatePath({ ...common, crls, at: sealedAt, now: sixYearsOn });
    expect(verdict).toMatchObject({ status: 'passed', revokedLaterAt: dayAfter });
  });

  it('fails at and after the instant of its revocation, which without proof of time is undecided', async () => {
    const crls = await revokedAt(sealedAt);
    const input = { ...common, crls, at: sealedAt, now: dayAfter };
    expect(validatePath(input)).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'REVOKED', revokedAt: sealedAt }],
    });
    expect(validatePath({ ...input, instantIsProven: false })).toMatchObject({
      status: 'undecided',
      reasons: [{ code: 'REVOKED_NO_POE' }],
    });
  });

  it('is undecided while it is on hold', async () => {
    const crls = await revokedAt(sealedAt, 'certificateHold');
    expect(validatePath({ ...common, crls, at: sealedAt, now: dayAfter })).toMatchObject({
      status: 'undecided',
      reasons: [{ code: 'TRY_LATER', detail: 'on-hold' }],
    });
  });

  it('does not believe a CRL from after the judge’s own time', async () => {
    const crls = await revokedAt(sealedAt);
    expect(validatePath({ ...common, crls, at: sealedAt }).status).toBe('undecided');
  });

  it('fails after its end where the instant is proven, and is undecided where it is not', async () => {
    const input = { ...common, crls: await pki.crls(sixYearsOn), at: sixYearsOn };
    expect(validatePath(input)).toMatchObject({ status: 'failed', reasons: [{ code: 'EXPIRED' }] });
    expect(validatePath({ ...input, instantIsProven: false })).toMatchObject({
      status: 'undecided',
      reasons: [{ code: 'OUT_OF_BOUNDS_NO_POE' }],
    });
  });

  it('fails before its beginning whatever is proven', () => {
    const at = new Date('2025-12-31T23:59:59Z');
    expect(validatePath({ ...common, crls: [], at, instantIsProven: false })).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'NOT_YET_VALID' }],
    });
  });

  it('fails when the whole chain is there but its root is not ours', async () => {
    const stranger = await makeTestPki();
    const input = { ...common, crls: [], at: sealedAt };
    expect(
      validatePath({
        ...input,
        certificateDer: stranger.unit.certificate.der,
        pool: [stranger.issuing.certificate.der, stranger.root.certificate.der],
        anchors: [(await makeRenamedRoot()).der],
      }),
    ).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'NO_CERTIFICATE_CHAIN_FOUND', detail: 'root-not-trusted' }],
    });
  });

  it('fails when a root of the same name as ours signed it with another key', async () => {
    const impostor = await makeTestPki();
    const verdict = validatePath({
      ...common,
      certificateDer: impostor.unit.certificate.der,
      pool: [impostor.issuing.certificate.der, impostor.root.certificate.der],
      crls: await impostor.crls(issuedAt),
      at: sealedAt,
    });
    expect(verdict).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'CERTIFICATE_CHAIN_GENERAL_FAILURE', detail: 'signature-invalid' }],
    });
  });

  it('is undecided when the chain breaks off or nothing is trusted', () => {
    const input = { ...common, crls: [], at: sealedAt };
    expect(validatePath({ ...input, pool: [] })).toMatchObject({
      status: 'undecided',
      reasons: [{ code: 'NO_CERTIFICATE_CHAIN_FOUND', detail: 'issuer-missing' }],
    });
    expect(validatePath({ ...input, anchors: [] })).toMatchObject({
      status: 'undecided',
      reasons: [{ code: 'NO_CERTIFICATE_CHAIN_FOUND', detail: 'no-trust-anchor' }],
    });
  });

  it('fails when any byte that its issuer signed was changed', async () => {
    const crls = await pki.crls(issuedAt);
    const { der, tbsDer } = pki.unit.certificate;
    for (let at = 4; at < tbsDer.length; at += 23) {
      const twin = Buffer.from(der);
      twin[at + 4] = (twin[at + 4] ?? 0) ^ 1;
      expect(validatePath({ ...common, certificateDer: twin, crls, at: sealedAt }).status).not.toBe('passed');
    }
  });

  it('is not good by a CRL that anyone else signed', async () => {
    const stranger = await makeTestPki();
    const verdict = validatePath({ ...common, crls: await stranger.crls(issuedAt), at: sealedAt });
    expect(verdict).toMatchObject({ status: 'undecided', reasons: [{ detail: 'crl-not-usable' }, {}] });
  });

  it('may not stand in for a CA', async () => {
    const { issuing, unit } = pki;
    const forged = await makeUnitSealCertificateBy(unit, issuing.certificateAddress);
    const verdict = validatePath({
      ...common,
      certificateDer: forged,
      pool: [issuing.certificate.der, unit.certificate.der],
      crls: await pki.crls(issuedAt),
      at: sealedAt,
    });
    expect(verdict.status).toBe('failed');
    expect(verdict.reasons).toMatchObject([
      { detail: 'not-a-ca' },
      { detail: 'path-too-long' },
      { detail: 'key-usage' },
    ]);
  });

  it('never throws for bytes that are no certificate, and leaves out evidence that is none', async () => {
    expect(
      validatePath({ ...common, certificateDer: Buffer.from('no'), crls: [], at: sealedAt }),
    ).toMatchObject({
      status: 'failed',
      reasons: [{ detail: 'certificate-unreadable' }],
    });
    const verdict = validatePath({
      ...common,
      pool: [Buffer.from('no'), ...common.pool],
      crls: [Buffer.from('no'), ...(await pki.crls(issuedAt))],
      at: sealedAt,
    });
    expect(verdict.status).toBe('passed');
  });

  it('is trusted as it is where it is an anchor itself, within its dates', () => {
    const input = { ...common, anchors: [common.certificateDer], pool: [], crls: [] };
    expect(validatePath({ ...input, at: sealedAt })).toMatchObject({ status: 'passed' });
    expect(validatePath({ ...input, at: sixYearsOn })).toMatchObject({ reasons: [{ code: 'EXPIRED' }] });
  });

  it('must be meant for what it is used for', async () => {
    const input = { ...common, crls: await pki.crls(issuedAt), at: sealedAt };
    expect(validatePath({ ...input, keyUsage: ['nonRepudiation'] }).status).toBe('passed');
    expect(validatePath({ ...input, keyUsage: ['keyAgreement'] }).status).toBe('failed');
    expect(validatePath({ ...input, extendedKeyUsage: '1.3.6.1.5.5.7.3.8' }).status).toBe('failed');
  });

  it('takes bounded time whatever is in the pool', async () => {
    const ring = await Promise.all(Array.from({ length: 12 }, () => makeTestPki()));
    const pool = ring.flatMap(({ issuing, root }) => [issuing.certificate.der, root.certificate.der]);
    const startedAt = performance.now();
    expect(validatePath({ ...common, pool, crls: [], at: sealedAt }).status).not.toBe('passed');
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

async function makeRenamedRoot() {
  const pair = await generateSigningKey('p256');
  const key = openSigningKey(pair.pkcs8Der, suiteAlgorithm('p256'));
  const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2040-01-01') };
  return {
    der: await makeRootCertificate([{ type: '2.5.4.3', value: '另一个根' }], pair.spkiDer, validity, key),
  };
}

async function makeUnitSealCertificateBy(unit: TestPki['unit'], address: string): Promise<Uint8Array> {
  const authority = { ...unit, certificateAddress: address, crlAddress: address };
  const validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2028-01-01') };
  const other = { name: '冒名单位', creditCode: '11140500MB9A000141' };
  return makeUnitSealCertificate(other, unit.certificate.spkiDer, validity, authority);
}
