import { createHash, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareSigningService } from '../../test/factories/test-signing-services.ts';
import { drawPdf } from '../../test/support/drawn-pdf.ts';
import { Budget } from '../crypto/pdf/budget.ts';
import { judgeIntegrity } from '../crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../crypto/pdf/pdf-document.ts';
import { readSignatures } from '../crypto/pdf/signature-reader.ts';
import type { KeySuite } from '../crypto/pki/key-suite.ts';
import { fixedClock } from '../shared/clock.ts';
import { openTrustMaterial, type TrustMaterial } from '../trust/trust-material.ts';
import { asPersistedSealUse } from './persisted-seal-use.ts';
import { type Signer, SignerProvider } from './signer.ts';
import { SoftwareSignerProvider } from './software-signer-provider.ts';
import { StatementSigner } from './statement-signer.ts';

const UNIT = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
const clock = fixedClock('2026-11-23T08:00:00Z');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const { bytes: pdf, layout } = drawPdf();
const use = asPersistedSealUse({ id: 'use-1', sealId: 'seal-1', documentDigest: sha256(pdf) });
const seal = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1' } as const;

/** Tells of each use before the key is asked, as a journal of signatures does. */
class TellingProvider extends SignerProvider {
  readonly told: string[] = [];
  constructor(private readonly inner: SignerProvider) {
    super();
  }
  override async forSeal(sealKeyId: string): Promise<Signer> {
    const signer = await this.inner.forSeal(sealKeyId);
    const sign = (message: Uint8Array, sealUseId: string) => {
      this.told.push(sealUseId);
      return signer.sign(message, sealUseId);
    };
    return { ...signer, sign };
  }
}

describe('sealing', () => {
  let certs: string;
  let material: TrustMaterial;
  let provider: SoftwareSignerProvider;

  beforeAll(async () => {
    certs = await mkdtemp(join(tmpdir(), 'zhaozhang-signing-'));
    material = await openTrustMaterial(
      {
        mode: 'trial',
        publicOrigin: 'http://localhost:3000',
        folders: { data: certs, certs },
        secrets: { suite: 'intl', masterKey: null, previousMasterKey: null },
      },
      clock,
    );
    provider = new SoftwareSignerProvider(material);
    for (const suite of ['p256', 'rsa2048', 'sm2'] as const) {
      await material.developmentCa?.sealKey({ keyId: `seal-${suite}`, unit: UNIT, suite });
    }
  });
  afterAll(() => rm(certs, { recursive: true, force: true }));

  it.each<KeySuite>(['p256', 'rsa2048', 'sm2'])(
    'with %s gives a file whose signature holds',
    async (suite) => {
      const request = { sealKeyId: `seal-${suite}`, pdf, layout, seal };
      const sealed = await bareSigningService(provider).sealPdf(use, request);
      expect(Buffer.from(sealed.pdf).subarray(0, pdf.length).equals(pdf)).toBe(true);
      const document = PdfDocument.open(sealed.pdf, new Budget());
      const [signature] = readSignatures(document);
      if (!signature) throw new Error('no signature found');
      expect(judgeIntegrity(document, signature)).toMatchObject({
        isIntact: true,
        coversWholeFile: true,
        signerReasons: [],
        signerWarnings: [],
      });
    },
  );

  it('is refused for any other bytes than the use was recorded for, before the key is asked', async () => {
    const telling = new TellingProvider(provider);
    const other = Buffer.concat([pdf, Buffer.from('\n')]);
    const request = { sealKeyId: 'seal-p256', pdf: other, layout, seal };
    await expect(bareSigningService(telling).sealPdf(use, request)).rejects.toMatchObject({
      code: 'signing.document-differs',
    });
    expect(telling.told).toEqual([]);
  });

  it('asks the signer exactly once, on account of the use', async () => {
    const telling = new TellingProvider(provider);
    await bareSigningService(telling).sealPdf(use, { sealKeyId: 'seal-p256', pdf, layout, seal });
    expect(telling.told).toEqual(['use-1']);
  });

  it('is refused with a key that is not there or is no seal key', async () => {
    await expect(provider.forSeal('seal-unknown')).rejects.toMatchObject({ code: 'trust.key-not-found' });
    await expect(provider.forSeal('root')).rejects.toMatchObject({ code: 'trust.key-not-usable' });
    await expect(provider.forSeal('../dev/root')).rejects.toMatchObject({ code: 'trust.key-not-found' });
  });

  it('opens a key once, also for requests at the same time', async () => {
    const [one, other] = await Promise.all([provider.forSeal('seal-p256'), provider.forSeal('seal-p256')]);
    expect(one).toBe(other);
  });

  it('signs statements in the form that browsers verify', async () => {
    const statement = Buffer.from('statement');
    const signature = await new StatementSigner(material).sign(statement);
    expect(signature).toHaveLength(64);
    const [{ publicKey: key, kid }] = material.statementKeys;
    expect(verify('sha256', statement, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    expect(new StatementSigner(material).keyId).toBe(kid);
  });
});
