import { type Certificate, readCertificate } from '../../src/crypto/pki/certificate.ts';
import { makeUnitSealCertificate } from '../../src/crypto/pki/certificate-profiles.ts';
import { generateSigningKey } from '../../src/crypto/pki/key-suite.ts';
import { openSigningKey } from '../../src/crypto/pki/signing-key.ts';
import { assembleSealSignature, buildSealTbs } from '../../src/crypto/ses/seal-signature-writer.ts';
import { makeElectronicSeal, type SealContent, type SealMaker } from '../../src/crypto/ses/seal-writer.ts';
import { sm3 } from '../../src/crypto/sm2/sm3.ts';
import { makeTestPki, type TestPki } from './test-pki.ts';

/** A PKI of SM2 keys with a unit (the signer), a body that makes seals, and a seal of version 4 for the unit. */
export interface SealWorld {
  readonly pki: TestPki;
  readonly maker: SealMaker & { readonly certificate: Certificate };
  readonly content: SealContent;
  readonly sealDer: Uint8Array;
  /** Signs `original` at `signedAt` with the unit's key; parts may be exchanged. */
  sign(original: Uint8Array, signedAt: Date, changes?: Partial<SealChanges>): Promise<Uint8Array>;
}

interface SealChanges {
  readonly sealDer: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly timeStampOf: (signature: Uint8Array) => Promise<Uint8Array>;
}

/** Seals of the tests hold throughout 2026 and 2027. */
export const SEAL_FROM = new Date('2026-01-01T00:00:00Z');
export const SEAL_UNTIL = new Date('2027-12-31T23:59:59Z');

export async function makeSealWorld(): Promise<SealWorld> {
  const pki = await makeTestPki('sm2');
  const maker = await makeMaker(pki);
  const content: SealContent = {
    vendorId: 'ZHAOZHANG',
    sealId: '14050000000001',
    kind: 1,
    name: '晋城市市场监督管理局',
    admittedSigners: { kind: 'certificates', certificatesDer: [pki.unit.certificate.der] },
    createdAt: SEAL_FROM,
    validFrom: SEAL_FROM,
    validUntil: SEAL_UNTIL,
    picture: { type: 'PNG', data: Buffer.from('89504e470d0a1a0a', 'hex'), widthMm: 42, heightMm: 42 },
  };
  const sealDer = await makeElectronicSeal(content, maker);
  const sign: SealWorld['sign'] = async (original, signedAt, changes = {}) => {
    const dataHash = changes.dataHash ?? sm3(original);
    const propertyInfo = '/Doc_0/Signs/Sign_0/Signature.xml';
    const tbsDer = buildSealTbs({ sealDer: changes.sealDer ?? sealDer, dataHash, propertyInfo, signedAt });
    const signature = await pki.unit.key.sign(tbsDer);
    const timeStampDer = await changes.timeStampOf?.(signature);
    const signerCertificateDer = pki.unit.certificate.der;
    return assembleSealSignature({
      tbsDer,
      signerCertificateDer,
      signature,
      ...(timeStampDer && { timeStampDer }),
    });
  };
  return { pki, maker, content, sealDer, sign };
}

async function makeMaker(pki: TestPki): Promise<SealWorld['maker']> {
  const { pkcs8Der, spkiDer } = await generateSigningKey('sm2');
  const certificateDer = await makeUnitSealCertificate(
    { name: '照章测试制章中心', creditCode: '11140500MB9A000223' },
    spkiDer,
    { notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2030-12-31T23:59:59Z') },
    pki.issuing,
  );
  return {
    certificateDer,
    certificate: readCertificate(certificateDer),
    key: openSigningKey(pkcs8Der, 'sm2-sm3'),
  };
}
