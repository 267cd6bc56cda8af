import { makeSealWorld, SEAL_FROM, SEAL_UNTIL, type SealWorld } from '../../../test/factories/test-seals.ts';
import { stampOver } from '../../../test/factories/test-stamps.ts';
import { children, readDer } from '../der/der-reader.ts';
import {
  bitString,
  contextConstructed,
  generalizedTime,
  ia5String,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  time,
  utf8String,
} from '../der/der-writer.ts';
import { serialHex } from '../pki/certificate.ts';
import { sm3 } from '../sm2/sm3.ts';
import { judgeSealSignature } from './seal-signature-verification.ts';
import { judgeSeal } from './seal-verification.ts';

const ORIGINAL = Buffer.from('<ofd:Signature/>');
const SIGNED_AT = new Date('2026-11-23T08:00:00Z');
const NOW = new Date('2026-11-24T08:00:00Z');
const ALGORITHM = objectIdentifier('1.2.156.10197.1.501');
const PROPERTY = ia5String('/Doc_0/Signs/Sign_0/Signature.xml');

let world: SealWorld;
beforeAll(async () => {
  world = await makeSealWorld();
});

const evidence = async (now = NOW, revocations: Parameters<SealWorld['pki']['crls']>[1] = []) => ({
  anchors: [world.pki.root.certificate.der],
  pool: [world.pki.issuing.certificate.der],
  crls: await world.pki.crls(new Date(now.getTime() - 3_600_000), revocations),
  now,
});

/** Header, identifier, property and picture as the two newer and the oldest standard have them. */
function sealInfo(version: number, ...property: Uint8Array[]): Uint8Array {
  const header = sequence(ia5String('ES'), integer(version), ia5String('VENDOR'));
  const picture = sequence(ia5String('PNG'), octetString(Buffer.alloc(8)), integer(42), integer(42));
  return sequence(header, ia5String('14050000000001'), sequence(...property), picture);
}

describe('a seal signature of GM/T 0031-2014', () => {
  const certificateList = () => sequence(octetString(world.pki.unit.certificate.der));

  async function sealDer(): Promise<Uint8Array> {
    const times = [SEAL_FROM, SEAL_FROM, SEAL_UNTIL].map(time);
    const info = sealInfo(1, integer(1), utf8String('晋城市民政局'), certificateList(), ...times);
    const maker = octetString(world.maker.certificateDer);
    const signature = await world.maker.key.sign(sequence(info, maker, ALGORITHM));
    return sequence(info, sequence(maker, ALGORITHM, bitString(signature)));
  }

  /** The signer's certificate and algorithm are signed in this version. */
  async function signed(timeInfo: Uint8Array, dataHash: Uint8Array): Promise<Uint8Array> {
    const signer = octetString(world.pki.unit.certificate.der);
    const tbs = sequence(integer(1), await sealDer(), timeInfo, dataHash, PROPERTY, signer, ALGORITHM);
    return sequence(tbs, bitString(await world.pki.unit.key.sign(tbs)));
  }

  it('passes with its time as the text of a UTCTime', async () => {
    const der = await signed(bitString(Buffer.from('261123080000Z')), bitString(sm3(ORIGINAL)));
    expect(judgeSealSignature(der, [ORIGINAL], await evidence())).toMatchObject({
      status: 'passed',
      reasons: [],
      signature: { form: 'V1', claimedAt: SIGNED_AT, seal: { form: 'V1', kind: 1 } },
    });
    expect(judgeSeal(await sealDer(), NOW, await evidence())).toMatchObject({ status: 'passed' });
  });

  it('passes as real ones are written, and every deviation is told', async () => {
    const isoText = octetString(Buffer.from('2026-11-23T08:00:00.000Z'));
    const der = await signed(isoText, octetString(sm3(ORIGINAL)));
    expect(judgeSealSignature(der, [ORIGINAL], await evidence())).toMatchObject({
      status: 'passed',
      deviations: ['octet-string-for-bit-string', 'time-as-text'],
    });
  });

  it('takes its time from a time-stamp that stands for it, but no proof', async () => {
    const token = await stampOver(world.pki, Buffer.from('before signing'), SIGNED_AT);
    const der = await signed(bitString(token), bitString(sm3(ORIGINAL)));
    expect(judgeSealSignature(der, [ORIGINAL], await evidence())).toMatchObject({
      status: 'passed',
      provenAt: undefined,
      signature: { claimedAt: SIGNED_AT },
    });
  });

  it('fails over another original, and when its certificate was exchanged', async () => {
    const der = await signed(bitString(Buffer.from('261123080000Z')), bitString(sm3(ORIGINAL)));
    const over = judgeSealSignature(der, [Buffer.from('other')], await evidence());
    expect(over.reasons).toMatchObject([{ code: 'DIGEST' }]);
    const [tbs, signature] = children(readDer(der)).map(({ bytes }) => bytes);
    const at = Buffer.from(tbs ?? []).lastIndexOf(Buffer.from(world.pki.unit.certificate.serialNumber));
    const twin = Buffer.from(tbs ?? []);
    twin[at + 3] = (twin[at + 3] as number) ^ 1;
    const verdict = judgeSealSignature(sequence(twin, signature ?? twin), [ORIGINAL], await evidence());
    expect(verdict.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['SIGN_VALUE', 'CERT_NOT_IN_SEAL']),
    );
  });
});

describe('a seal of GM/T 0031-2025', () => {
  async function sealDer(stampOf: (value: Uint8Array) => Uint8Array): Promise<Uint8Array> {
    const list = sequence(octetString(world.pki.unit.certificate.der));
    const times = [SEAL_FROM, SEAL_FROM, SEAL_UNTIL].map(generalizedTime);
    const info = sealInfo(5, integer(1), utf8String('晋城市民政局'), integer(1), list, ...times);
    const signature = await world.maker.key.sign(info);
    const token = await stampOver(world.pki, stampOf(signature), SIGNED_AT);
    const timeStamp = contextConstructed(0, bitString(token));
    const maker = octetString(world.maker.certificateDer);
    return sequence(info, maker, ALGORITHM, bitString(signature), timeStamp);
  }

  it('passes with the time-stamp over its maker’s signature, and fails with one over anything else', async () => {
    const given = await evidence();
    const good = judgeSeal(await sealDer((value) => value), NOW, given);
    expect(good).toMatchObject({ status: 'passed', deviations: [], seal: { form: 'V5' } });
    const other = judgeSeal(await sealDer((value) => value.subarray(1)), NOW, given);
    expect(other.reasons).toMatchObject([{ code: 'TIMESTAMP', isFinal: true }]);
  });
});

describe('a time-stamp in a seal signature', () => {
  it('proves its time: the signer may be revoked or ended since', async () => {
    const timeStampOf = (value: Uint8Array) => stampOver(world.pki, value, new Date('2026-11-23T08:00:05Z'));
    const der = await world.sign(ORIGINAL, SIGNED_AT, { timeStampOf });
    const revocation = {
      serialHex: serialHex(world.pki.unit.certificate.serialNumber),
      revokedAt: new Date('2026-11-24T00:00:00Z'),
      reason: 'keyCompromise' as const,
    };
    const revoked = await evidence(NOW, [revocation]);
    expect(judgeSealSignature(der, [ORIGINAL], revoked)).toMatchObject({
      status: 'passed',
      provenAt: new Date('2026-11-23T08:00:05Z'),
      revokedLaterAt: revocation.revokedAt,
    });
    const bare = await world.sign(ORIGINAL, SIGNED_AT);
    expect(judgeSealSignature(bare, [ORIGINAL], revoked).status).toBe('undecided');
  });

  it('leaves the answer open when nobody knows its authority, and fails it over another value', async () => {
    const stranger = await makeSealWorld();
    const given = await evidence();
    const foreign = await world.sign(ORIGINAL, SIGNED_AT, {
      timeStampOf: (value) => stampOver(stranger.pki, value, SIGNED_AT),
    });
    const verdict = judgeSealSignature(foreign, [ORIGINAL], given);
    expect(verdict.status).not.toBe('passed');
    expect(verdict.reasons.map(({ code }) => code)).toEqual(['TIMESTAMP']);
    const moved = await world.sign(ORIGINAL, SIGNED_AT, {
      timeStampOf: () => stampOver(world.pki, Buffer.from('other'), SIGNED_AT),
    });
    expect(judgeSealSignature(moved, [ORIGINAL], given)).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'TIMESTAMP', isFinal: true }],
    });
  });
});
