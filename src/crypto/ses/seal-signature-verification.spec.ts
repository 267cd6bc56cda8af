import { makeSealWorld, type SealWorld } from '../../../test/factories/test-seals.ts';
import { serialHex } from '../pki/certificate.ts';
import type { Revocation } from '../pki/make-crl.ts';
import { openSm2PublicKey } from '../sm2/sm2-key.ts';
import { sm3 } from '../sm2/sm3.ts';
import { judgeSealSignature, type SealSignatureEvidence } from './seal-signature-verification.ts';
import { judgeSeal } from './seal-verification.ts';
import { makeElectronicSeal, type SealContent } from './seal-writer.ts';

const ORIGINAL = Buffer.from('<ofd:Signature/>');
const SIGNED_AT = new Date('2026-11-23T08:00:00Z');
const NOW = new Date('2026-11-24T08:00:00Z');

describe('a seal signature of GB/T 38540', () => {
  let world: SealWorld;
  let good: Uint8Array;
  let evidence: SealSignatureEvidence;

  const evidenceWith = async (
    more: Partial<SealSignatureEvidence> = {},
    revocations: readonly Revocation[] = [],
  ): Promise<SealSignatureEvidence> => {
    const now = more.now ?? NOW;
    return {
      anchors: [world.pki.root.certificate.der],
      pool: [world.pki.issuing.certificate.der],
      crls: await world.pki.crls(new Date(now.getTime() - 3_600_000), revocations),
      now,
      ...more,
    };
  };
  const codesOf = (signatureDer: Uint8Array, given = evidence, original: Uint8Array = ORIGINAL) => {
    const { status, reasons } = judgeSealSignature(signatureDer, [original], given);
    return [status, ...reasons.map(({ code, detail }) => `${code} ${detail}`)];
  };
  const revocationOf = (whose: 'signer' | 'maker', revokedAt: string): Revocation => ({
    serialHex: serialHex(
      (whose === 'signer' ? world.pki.unit.certificate : world.maker.certificate).serialNumber,
    ),
    revokedAt: new Date(revokedAt),
    reason: 'keyCompromise',
  });
  const sealWith = (changes: Partial<SealContent>) =>
    makeElectronicSeal({ ...world.content, ...changes }, world.maker);

  beforeAll(async () => {
    world = await makeSealWorld();
    good = await world.sign(ORIGINAL, SIGNED_AT);
    evidence = await evidenceWith();
  });

  it('passes, without any deviation, and its seal passes by itself', () => {
    expect(judgeSealSignature(good, [ORIGINAL], evidence)).toMatchObject({
      status: 'passed',
      reasons: [],
      deviations: [],
      signature: { form: 'V4', claimedAt: SIGNED_AT, seal: { name: '晋城市市场监督管理局' } },
    });
    expect(judgeSeal(world.sealDer, NOW, evidence)).toMatchObject({ status: 'passed', deviations: [] });
  });

  it('passes over an original in parts, and with zeros behind it as a PDF has them', () => {
    const parts = [ORIGINAL.subarray(0, 5), ORIGINAL.subarray(5)];
    const padded = Buffer.concat([good, Buffer.alloc(99)]);
    expect(judgeSealSignature(padded, parts, evidence).status).toBe('passed');
  });

  it('fails with DIGEST over another original', () => {
    expect(codesOf(good, evidence, Buffer.from('other'))).toEqual(['failed', 'DIGEST other-original']);
  });

  it('fails with SIGN_VALUE when the signature is another', () => {
    const twin = Buffer.from(good);
    twin[twin.length - 4] = (twin[twin.length - 4] as number) ^ 1;
    expect(codesOf(twin)).toEqual(['failed', 'SIGN_VALUE value-wrong']);
  });

  it('fails with SEAL_SIGN and SIGN_VALUE when the picture of the seal was exchanged', () => {
    const twin = Buffer.from(good);
    twin[twin.indexOf('PNG\r') + 1] = 0x58;
    expect(codesOf(twin)).toEqual(['failed', 'SIGN_VALUE value-wrong', 'SEAL_SIGN value-wrong']);
  });

  it('fails with SEAL_SIGN when its signer made the seal himself', async () => {
    const forged = await makeElectronicSeal(world.content, {
      certificateDer: world.maker.certificateDer,
      key: world.pki.unit.key,
    });
    expect(codesOf(await world.sign(ORIGINAL, SIGNED_AT, { sealDer: forged }))).toEqual([
      'failed',
      'SEAL_SIGN value-wrong',
    ]);
  });

  it.each([
    ['another body', 'certificate-unknown-to-seal'],
    ['an earlier certificate of the unit', 'certificate-renewed'],
  ])('fails with CERT_NOT_IN_SEAL when the seal was made for %s', async (_, detail) => {
    const other = detail === 'certificate-renewed' ? earlierCertificate(world) : world.maker.certificateDer;
    const sealDer = await sealWith({ admittedSigners: { kind: 'certificates', certificatesDer: [other] } });
    expect(codesOf(await world.sign(ORIGINAL, SIGNED_AT, { sealDer }))).toEqual([
      'failed',
      `CERT_NOT_IN_SEAL ${detail}`,
    ]);
  });

  it('passes when the seal names its signer by digest, with Z only as a deviation, and fails by another digest', async () => {
    const { der, spkiDer } = world.pki.unit.certificate;
    const byDigest = async (value: Uint8Array) => {
      const digests = [{ type: '1.2.156.10197.1.401', value }];
      const sealDer = await sealWith({ admittedSigners: { kind: 'digests', digests } });
      return judgeSealSignature(await world.sign(ORIGINAL, SIGNED_AT, { sealDer }), [ORIGINAL], evidence);
    };
    expect(await byDigest(sm3(der))).toMatchObject({ status: 'passed', deviations: [] });
    const withZ = sm3(openSm2PublicKey(spkiDer).zValue, der);
    expect(await byDigest(withZ)).toMatchObject({
      status: 'passed',
      deviations: ['certificate-digest-with-z'],
    });
    expect(await byDigest(sm3(der.subarray(1)))).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'CERT_NOT_IN_SEAL' }],
    });
  });

  it('passes when its digest was made with Z, and says so', async () => {
    const { zValue } = openSm2PublicKey(world.pki.unit.certificate.spkiDer);
    const signed = await world.sign(ORIGINAL, SIGNED_AT, { dataHash: sm3(zValue, ORIGINAL) });
    expect(judgeSealSignature(signed, [ORIGINAL], evidence)).toMatchObject({
      status: 'passed',
      deviations: ['digest-with-z'],
    });
  });

  it.each([
    [
      'before the seal holds',
      '2025-12-31T15:00:00Z',
      ['SEAL_EXPIRED before-validity', 'TIME before-validity'],
    ],
    ['after the seal has ended', '2028-01-01T08:30:00Z', ['SEAL_EXPIRED after-validity']],
    [
      'after the signer’s certificate has ended',
      '2030-01-02T00:00:00Z',
      ['SEAL_EXPIRED after-validity', 'TIME after-validity'],
    ],
  ])('fails when it says that it was made %s', async (_, at, codes) => {
    const given = await evidenceWith({
      now: new Date('2030-06-01T00:00:00Z'),
      provenAt: new Date('2029-06-01T00:00:00Z'),
    });
    const found = codesOf(await world.sign(ORIGINAL, new Date(at)), given);
    expect(found[0]).toBe('failed');
    expect(found).toEqual(expect.arrayContaining(codes));
  });

  it('passes within eight hours of the beginning, as Beijing time written for UTC would, and says so', async () => {
    const signed = await world.sign(ORIGINAL, new Date('2025-12-31T16:30:00Z'));
    expect(judgeSealSignature(signed, [ORIGINAL], evidence)).toMatchObject({
      status: 'passed',
      deviations: ['time-perhaps-local'],
    });
  });

  it('fails with TIME when it says that it was made tomorrow, or after the proof that it was made', async () => {
    const tomorrow = await world.sign(ORIGINAL, new Date('2026-11-25T08:00:00Z'));
    expect(codesOf(tomorrow)).toEqual(['failed', 'TIME in-the-future']);
    const proven = await evidenceWith({ provenAt: new Date('2026-11-20T08:00:00Z') });
    expect(codesOf(good, proven)).toEqual(['failed', 'TIME after-its-proof']);
  });

  it('fails when its signer was revoked before the stated time', async () => {
    const given = await evidenceWith({}, [revocationOf('signer', '2026-11-22T00:00:00Z')]);
    expect(codesOf(good, given)).toEqual(['failed', 'SIGNER_CERT_REVOKED revoked']);
  });

  it('passes when its signer was revoked after a proven time, and is undecided without the proof', async () => {
    const revoked = [revocationOf('signer', '2026-11-24T00:00:00Z')];
    expect(codesOf(good, await evidenceWith({}, revoked))).toEqual([
      'undecided',
      'SIGNER_CERT_REVOKED revoked',
    ]);
    const proven = await evidenceWith({ provenAt: new Date('2026-11-23T09:00:00Z') }, revoked);
    expect(judgeSealSignature(good, [ORIGINAL], proven)).toMatchObject({
      status: 'passed',
      revokedLaterAt: new Date('2026-11-24T00:00:00Z'),
    });
  });

  it('fails when the maker was revoked before, and holds when after a proven time', async () => {
    const before = await evidenceWith({}, [revocationOf('maker', '2026-11-22T00:00:00Z')]);
    expect(codesOf(good, before)).toEqual(['failed', 'MAKER_CERT_REVOKED revoked']);
    const provenAt = new Date('2026-11-23T09:00:00Z');
    const after = await evidenceWith({ provenAt }, [revocationOf('maker', '2026-11-24T00:00:00Z')]);
    expect(codesOf(good, after)).toEqual(['passed']);
  });

  it('is undecided six years on without proof, and passes with it', async () => {
    const now = new Date('2032-11-23T08:00:00Z');
    const found = codesOf(good, await evidenceWith({ now }));
    expect(found).toEqual(['undecided', 'MAKER_CERT_EXPIRED expired', 'SIGNER_CERT_EXPIRED expired']);
    expect(codesOf(good, await evidenceWith({ now, provenAt: SIGNED_AT }))).toEqual(['passed']);
  });

  it('fails under a root that is not ours, and is undecided without lists or anchors', async () => {
    const stranger = await makeSealWorld();
    const foreign = await evidenceWith({
      anchors: [stranger.pki.root.certificate.der],
      pool: [world.pki.issuing.certificate.der, world.pki.root.certificate.der],
    });
    // The other root bears the same name, so it is its key that does not fit.
    expect(codesOf(good, foreign)).toEqual([
      'failed',
      'MAKER_CERT_CHAIN signature-invalid',
      'SIGNER_CERT_CHAIN signature-invalid',
    ]);
    expect(codesOf(good, await evidenceWith({ crls: [] }))[0]).toBe('undecided');
    expect(codesOf(good, await evidenceWith({ anchors: [] }))[0]).toBe('undecided');
  });

  it('fails with TIMESTAMP when a time-stamp is there that is none', async () => {
    const signed = await world.sign(ORIGINAL, SIGNED_AT, {
      timeStampOf: async () => Buffer.from('010203', 'hex'),
    });
    expect(codesOf(signed)).toEqual(['failed', 'TIMESTAMP time-stamp-not-valid']);
  });

  it.each([
    ['nothing', ''],
    ['no DER', 'ffff'],
    ['an empty SEQUENCE', '3000'],
    ['CMS', '300b06092a864886f70d010702'],
  ])('fails with FORMAT for %s', (_, bytes) => {
    expect(codesOf(Buffer.from(bytes, 'hex'))[1]).toMatch(/^FORMAT /);
  });

  it('fails with FORMAT for a version that no standard has', () => {
    const twin = Buffer.from(world.sealDer);
    twin[twin.indexOf(Buffer.from('1602455302010', 'hex')) + 6] = 7;
    expect(judgeSeal(twin, NOW, evidence).reasons).toMatchObject([
      { code: 'FORMAT', detail: 'version-unknown' },
    ]);
  });
});

/** The unit's certificate with another serial number: the same holder, other bytes. */
function earlierCertificate({ pki }: SealWorld): Uint8Array {
  const { der, serialNumber } = pki.unit.certificate;
  const earlier = Buffer.from(der);
  const at = earlier.indexOf(Buffer.from(serialNumber)) + 3;
  earlier[at] = (earlier[at] as number) ^ 1;
  return earlier;
}
