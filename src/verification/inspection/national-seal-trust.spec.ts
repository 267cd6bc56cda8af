import { makeSealWorld, type SealWorld } from '../../../test/factories/test-seals.ts';
import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { sealPdfNationally } from '../../../test/support/national-sealed-pdf.ts';
import { type Certificate, serialHex } from '../../crypto/pki/certificate.ts';
import { makeElectronicSeal, type SealContent } from '../../crypto/ses/seal-writer.ts';
import type { InspectedSignature, InspectionRequest } from './file-inspection.ts';
import { inspectFile } from './inspect-file.ts';

const SEALED_AT = new Date('2026-11-23T08:00:00Z');
const PROVEN_AT = new Date('2026-11-23T09:00:00Z');
const NOW = new Date('2026-11-25T08:00:00Z');

interface Circumstances {
  readonly now?: Date;
  /** When the register recorded the file. */
  readonly provenAt?: Date;
  readonly revoked?: { readonly certificate: Certificate; readonly at: string };
}

describe('a file under a national seal', () => {
  let world: SealWorld;
  let sealed: Uint8Array;
  beforeAll(async () => {
    world = await makeSealWorld();
    sealed = await sealPdfNationally(drawPdf().bytes, world, SEALED_AT);
  });

  async function requestIn({ now = NOW, provenAt, revoked }: Circumstances): Promise<InspectionRequest> {
    const revocations = revoked && [
      {
        serialHex: serialHex(revoked.certificate.serialNumber),
        revokedAt: new Date(revoked.at),
        reason: 'keyCompromise' as const,
      },
    ];
    return {
      now: now.toISOString(),
      recordedAt: provenAt?.toISOString() ?? null,
      anchors: [base64(world.pki.root.certificate.der)],
      intermediates: [base64(world.pki.issuing.certificate.der)],
      crls: (await world.pki.crls(new Date(now.getTime() - 3_600_000), revocations)).map(base64),
      ocspResponses: [],
    };
  }

  async function inspected(
    file: Uint8Array,
    circumstances: Circumstances = {},
    changes: Partial<InspectionRequest> = {},
  ): Promise<InspectedSignature> {
    const request = { ...(await requestIn(circumstances)), ...changes };
    const [signature] = (await inspectFile(file, request)).signatures;
    if (!signature) throw new Error('no signature found');
    return signature;
  }

  /** What is not passed, in reading order. */
  const openOf = ({ facts, electronicSeal }: InspectedSignature): string[] =>
    Object.entries({ ...facts, sealGood: electronicSeal })
      .filter(([, finding]) => finding?.outcome !== 'passed')
      .map(([name, finding]) => `${name} ${finding ? `${finding.outcome} ${finding.reason}` : 'not asked'}`);

  const sealedWith = async (changes: Partial<SealContent>): Promise<Uint8Array> => {
    const sealDer = await makeElectronicSeal({ ...world.content, ...changes }, world.maker);
    return sealPdfNationally(drawPdf().bytes, { ...world, sealDer }, SEALED_AT);
  };

  it('passes every fact, the seal in it too, and tells its signer and the time that it states', async () => {
    const signature = await inspected(sealed);
    expect(openOf(signature)).toEqual([]);
    expect(signature).toMatchObject({
      indication: 'TOTAL-PASSED',
      electronicSeal: { outcome: 'passed' },
      signer: { commonName: '晋城市市场监督管理局' },
      claimedSigningAt: SEALED_AT.toISOString(),
    });
  });

  it('fails with one byte of the page changed, and nobody is named or asked about', async () => {
    const twin = Buffer.from(sealed);
    twin.write('6', twin.indexOf('/MediaBox [0 0 595') + 17, 'latin1');
    const signature = await inspected(twin);
    expect(signature).toMatchObject({
      indication: 'TOTAL-FAILED',
      electronicSeal: null,
      signer: null,
      claimedSigningAt: null,
    });
    expect(openOf(signature)).toEqual([
      'unchangedSinceSealing failed HASH_FAILURE',
      'signerTrusted notApplicable not-reached',
      'certificateGood notApplicable not-reached',
      'sealGood not asked',
    ]);
  });

  it('fails when its signer is not in the list of the seal', async () => {
    const certificatesDer = [world.maker.certificateDer];
    const borrowed = await sealedWith({ admittedSigners: { kind: 'certificates', certificatesDer } });
    const found = await inspected(borrowed);
    expect(openOf(found)).toContain('sealGood failed signer-not-in-seal');
    expect(found).toMatchObject({ indication: 'TOTAL-FAILED', grounds: { integrityReasons: [] } });
  });

  it.each([
    ['had ended', { validUntil: new Date('2026-11-01T00:00:00Z') }, 'seal-ended'],
    ['was not yet in force', { validFrom: new Date('2026-12-24T00:00:00Z') }, 'seal-not-yet'],
  ])(
    'fails when the seal %s, whatever its certificates, and the register’s word does not mend it',
    async (_, changes, reason) => {
      const file = await sealedWith(changes);
      for (const circumstances of [{}, { provenAt: PROVEN_AT }]) {
        const signature = await inspected(file, circumstances);
        expect(openOf(signature)).toEqual([`sealGood failed ${reason}`]);
        expect(signature).toMatchObject({
          indication: 'INDETERMINATE',
          subIndication: 'SIG_CONSTRAINTS_FAILURE',
        });
      }
    },
  );

  it('fails when the maker of the seal was revoked before, even with a proof of time', async () => {
    const revoked = { certificate: world.maker.certificate, at: '2026-11-20T00:00:00Z' };
    const facts = ['sealGood failed maker-revoked'];
    expect(openOf(await inspected(sealed, { revoked }))).toEqual(facts);
    expect(openOf(await inspected(sealed, { revoked, provenAt: PROVEN_AT }))).toEqual(facts);
  });

  it('is undecided when maker or signer was revoked since, and passes only by the register’s proof', async () => {
    const at = '2026-11-24T00:00:00Z';
    const maker = { revoked: { certificate: world.maker.certificate, at } };
    const signer = { revoked: { certificate: world.pki.unit.certificate, at } };
    expect(openOf(await inspected(sealed, maker))).toEqual(['sealGood unknown REVOKED_NO_POE']);
    expect(openOf(await inspected(sealed, signer))).toEqual(['certificateGood unknown REVOKED_NO_POE']);
    expect(openOf(await inspected(sealed, { ...maker, provenAt: PROVEN_AT }))).toEqual([]);
    expect(openOf(await inspected(sealed, { ...signer, provenAt: PROVEN_AT }))).toEqual([]);
  });

  it('is undecided six years on without a proof of time', async () => {
    expect(openOf(await inspected(sealed, { now: new Date('2032-11-23T08:00:00Z') }))).toEqual([
      'certificateGood unknown OUT_OF_BOUNDS_NO_POE',
      'sealGood unknown OUT_OF_BOUNDS_NO_POE',
    ]);
  });

  it('is undecided without revocation lists, and without a trust list', async () => {
    const silent = await inspected(sealed, { provenAt: PROVEN_AT }, { crls: [] });
    expect(silent).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
    expect(openOf(silent)).toEqual(['certificateGood unknown TRY_LATER', 'sealGood unknown TRY_LATER']);
    expect(openOf(await inspected(sealed, {}, { anchors: [] }))).toEqual([
      'signerTrusted unknown no-trust-list',
      'certificateGood notApplicable not-reached',
      'sealGood unknown maker-not-trusted',
    ]);
  });

  it('is a stranger’s under a root that is not ours', async () => {
    const { pki } = await makeSealWorld();
    const foreign = await inspected(sealed, {}, { anchors: [base64(pki.root.certificate.der)] });
    expect(openOf(foreign)).toEqual([
      'signerTrusted failed NO_CERTIFICATE_CHAIN_FOUND',
      'certificateGood notApplicable not-reached',
      'sealGood failed maker-not-trusted',
    ]);
  });

  it('fails when it states a time that is after its proof', async () => {
    const provenAt = new Date('2026-11-22T08:00:00Z');
    expect(openOf(await inspected(sealed, { provenAt }))).toEqual([
      'sealGood failed signing-time-not-possible',
    ]);
  });
});

const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
