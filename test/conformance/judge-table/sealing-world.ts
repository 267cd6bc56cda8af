import { createHash, generateKeyPairSync } from 'node:crypto';
import type { CmsIdentifiers } from '../../../src/crypto/cms/cms-identifiers.ts';
import type { SignatureAlgorithmName } from '../../../src/crypto/cms/signature-algorithms.ts';
import type { SealOptions, SealSubFilter } from '../../../src/crypto/pdf/seal-options.ts';
import { readCertificate } from '../../../src/crypto/pki/certificate.ts';
import { makeUnitSealCertificate } from '../../../src/crypto/pki/certificate-profiles.ts';
import { openSigningKey } from '../../../src/crypto/pki/signing-key.ts';
import { makeElectronicSeal } from '../../../src/crypto/ses/seal-writer.ts';
import { asPersistedSealUse } from '../../../src/signing/persisted-seal-use.ts';
import type { SignatureLevel } from '../../../src/signing/signature-level.ts';
import type { SignatureRaising } from '../../../src/signing/signature-raising.ts';
import { type Signer, SignerProvider } from '../../../src/signing/signer.ts';
import { SigningService } from '../../../src/signing/signing.service.ts';
import { makeTestPki, type TestPki, type TestUnit, years } from '../../factories/test-pki.ts';
import { makeTestRaising } from '../../factories/test-signing-services.ts';
import { makeTestTsa } from '../../factories/test-trust-services.ts';
import { RED_RING } from '../../support/sealed-pdf.ts';

/** A way to sign, as a signature profile names it. */
export interface SealKind {
  readonly title: string;
  readonly algorithm: SignatureAlgorithmName;
  readonly key: () => KeyObjects;
  readonly subFilter: SealSubFilter;
  readonly identifiers?: CmsIdentifiers;
}

type KeyObjects = ReturnType<typeof rsa>;

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const pades = { subFilter: 'ETSI.CAdES.detached' } as const;

export const SEAL_KINDS: readonly SealKind[] = [
  { title: 'RSA-2048 PKCS#1', algorithm: 'rsa-pkcs1-sha256', key: () => rsa(2048), ...pades },
  { title: 'RSA-2048 PSS', algorithm: 'rsa-pss-sha256', key: () => rsa(2048), ...pades },
  { title: 'RSA-4096 PKCS#1', algorithm: 'rsa-pkcs1-sha512', key: () => rsa(4096), ...pades },
  { title: 'P-256', algorithm: 'ecdsa-sha256', key: () => curve('P-256'), ...pades },
  { title: 'P-384', algorithm: 'ecdsa-sha384', key: () => curve('P-384'), ...pades },
  { title: 'SM2, OIDs of CMS', algorithm: 'sm2-sm3', key: () => curve('SM2'), ...pades },
  {
    title: 'SM2, OIDs of GB/T 35275',
    algorithm: 'sm2-sm3',
    key: () => curve('SM2'),
    ...pades,
    identifiers: 'gbt35275',
  },
  { title: 'GB/T 38540 seal', algorithm: 'sm2-sm3', key: () => curve('SM2'), subFilter: 'GM.sm2seal' },
];

/** Long enough that a judge who goes by the clock of its machine finds all certificates in force. */
const FROM_UNTIL = [2020, 2045] as const;
export const STAMPED_AT = new Date('2026-06-01T08:00:00Z');
const SIGNED_AT = new Date('2026-06-01T07:59:59Z');
const UNIT = { name: '晋城市市场监督管理局', creditCode: '11140500MB9A000141' };
const KEY_ID = 'judged';

/** One authority over signers of every kind; seals with the signing service itself. */
export class SealingWorld {
  private constructor(
    readonly pki: TestPki,
    private readonly sealers: ReadonlyMap<SealKind, Sealer>,
  ) {}

  static async found(): Promise<SealingWorld> {
    const pki = await makeTestPki();
    const authority = await makeTestTsa(pki, 'p256', FROM_UNTIL);
    const sealerOf = async (kind: SealKind): Promise<[SealKind, Sealer]> => {
      const unit = await makeUnit(pki, kind);
      const raising = await makeTestRaising({ ...pki, unit }, authority, () => STAMPED_AT);
      const signing = new SigningService(new OneSigner(await signerOf(unit, pki, kind)), raising);
      return [kind, { unit, raising, signing }];
    };
    return new SealingWorld(pki, new Map(await Promise.all(SEAL_KINDS.map(sealerOf))));
  }

  unitOf = (kind: SealKind): TestUnit => (this.sealers.get(kind) as Sealer).unit;

  /** The file with a seal on its first page. @throws SigningError, PdfError, as the service does */
  async seal(
    pdf: Uint8Array,
    kind: SealKind,
    level: SignatureLevel,
    further: Partial<SealOptions> = {},
  ): Promise<Buffer> {
    const documentDigest = createHash('sha256').update(pdf).digest();
    const use = asPersistedSealUse({ id: 'use', sealId: 'seal', documentDigest });
    const place = { xMm: 40, yMm: 40, widthMm: 42, heightMm: 42 };
    const visible = { pageIndex: 0, place, appearance: RED_RING };
    const { subFilter, identifiers } = kind;
    const seal = { subFilter, fieldName: 'JudgedSeal', signedAt: SIGNED_AT, visible, ...further };
    const { signing } = this.sealers.get(kind) as Sealer;
    const request = { sealKeyId: KEY_ID, pdf, seal, level, ...(identifiers && { identifiers }) };
    const sealed = await signing.sealPdf(use, request);
    return Buffer.from(sealed.pdf);
  }

  /** The same, sealed at B-B and raised to the level afterwards. */
  async sealAndRaise(pdf: Uint8Array, kind: SealKind, level: SignatureLevel): Promise<Buffer> {
    const { raising } = this.sealers.get(kind) as Sealer;
    return Buffer.from(await raising.raise(await this.seal(pdf, kind, 'B-B'), level));
  }
}

interface Sealer {
  readonly unit: TestUnit;
  readonly raising: SignatureRaising;
  readonly signing: SigningService;
}

class OneSigner extends SignerProvider {
  constructor(private readonly signer: Signer) {
    super();
  }

  override async forSeal(): Promise<Signer> {
    return this.signer;
  }
}

async function makeUnit({ issuing }: TestPki, { key, algorithm }: SealKind): Promise<TestUnit> {
  const { privateKey, publicKey } = key();
  const spkiDer = publicKey.export({ format: 'der', type: 'spki' });
  const certificateDer = await makeUnitSealCertificate(UNIT, spkiDer, years(...FROM_UNTIL), issuing);
  const pkcs8Der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return { certificate: readCertificate(certificateDer), key: openSigningKey(pkcs8Der, algorithm) };
}

async function signerOf(unit: TestUnit, { issuing }: TestPki, { subFilter }: SealKind): Promise<Signer> {
  const { certificate, key } = unit;
  return {
    keyId: KEY_ID,
    algorithm: key.algorithm,
    maxSignatureBytes: key.maxSignatureBytes,
    certificateDer: certificate.der,
    chainDer: [issuing.certificate.der],
    ...(subFilter === 'GM.sm2seal' && { electronicSealDer: await electronicSeal(unit) }),
    sign: (message) => key.sign(message),
  };
}

/** A seal of version 4; the unit makes it for itself, whom nobody asks here. */
function electronicSeal({ certificate, key }: TestUnit): Promise<Uint8Array> {
  const { notBefore, notAfter } = years(...FROM_UNTIL);
  const picture = { type: 'PNG', data: Buffer.from('89504e47', 'hex'), widthMm: 42, heightMm: 42 };
  const content = {
    vendorId: 'ZHAOZHANG',
    sealId: '14050000000001',
    kind: 1,
    name: UNIT.name,
    admittedSigners: { kind: 'certificates' as const, certificatesDer: [certificate.der] },
    createdAt: notBefore,
    validFrom: notBefore,
    validUntil: notAfter,
    picture,
  };
  return makeElectronicSeal(content, { certificateDer: certificate.der, key });
}
