import { type Certificate, readCertificate } from '../../src/crypto/pki/certificate.ts';
import {
  type IssuingAuthority,
  makeIssuingCaCertificate,
  makeRootCertificate,
  makeUnitSealCertificate,
  type Validity,
} from '../../src/crypto/pki/certificate-profiles.ts';
import { generateSigningKey, type KeySuite, suiteAlgorithm } from '../../src/crypto/pki/key-suite.ts';
import { makeCrl, type Revocation } from '../../src/crypto/pki/make-crl.ts';
import { ATTRIBUTE } from '../../src/crypto/pki/object-identifiers.ts';
import { openSigningKey, type SigningKey } from '../../src/crypto/pki/signing-key.ts';

export interface TestUnit {
  readonly certificate: Certificate;
  readonly key: SigningKey;
}

export interface TestPki {
  readonly root: IssuingAuthority;
  readonly issuing: IssuingAuthority;
  /** 晋城市市场监督管理局, in force throughout 2026 to 2029. */
  readonly unit: TestUnit;
  /** CRLs of both CAs, in force for ten days from `thisUpdate`. */
  crls(thisUpdate: Date, revocations?: readonly Revocation[]): Promise<Uint8Array[]>;
}

export const years = (from: number, to: number): Validity => ({
  notBefore: new Date(`${from}-01-01T00:00:00Z`),
  notAfter: new Date(`${to}-12-31T23:59:59Z`),
});

export const name = (commonName: string) => [
  { type: ATTRIBUTE.countryName, value: 'CN' },
  { type: ATTRIBUTE.organizationName, value: '照章测试' },
  { type: ATTRIBUTE.commonName, value: commonName },
];

export async function newKey(suite: KeySuite): Promise<{ key: SigningKey; spkiDer: Uint8Array }> {
  const { pkcs8Der, spkiDer } = await generateSigningKey(suite);
  return { key: openSigningKey(pkcs8Der, suiteAlgorithm(suite)), spkiDer };
}

interface TestAddresses {
  /** Where its certificates say that CA certificates and lists are found, `/pki/ca/root.cer` and so on. */
  readonly origin?: string;
  /** Whether those of units also name `/ocsp` there. */
  readonly hasResponder?: boolean;
}

function authority(
  certificateDer: Uint8Array,
  key: SigningKey,
  short: string,
  { origin = 'http://localhost', hasResponder = false }: TestAddresses,
): IssuingAuthority {
  return {
    certificate: readCertificate(certificateDer),
    key,
    certificateAddress: `${origin}/pki/ca/${short}.cer`,
    crlAddress: `${origin}/pki/crl/${short}.crl`,
    ...(hasResponder && { ocspAddress: `${origin}/ocsp` }),
  };
}

/** A small PKI of our own profiles: root, issuing CA, one unit; all keys of one suite. */
export async function makeTestPki(suite: KeySuite = 'p256', addresses: TestAddresses = {}): Promise<TestPki> {
  const [rootKey, issuingKey, unitKey] = await Promise.all([newKey(suite), newKey(suite), newKey(suite)]);
  const root = authority(
    await makeRootCertificate(name('照章测试根证书'), rootKey.spkiDer, years(2020, 2049), rootKey.key),
    rootKey.key,
    'root',
    { ...addresses, hasResponder: false },
  );
  const issuing = authority(
    await makeIssuingCaCertificate(name('照章测试单位证书'), issuingKey.spkiDer, years(2020, 2039), root),
    issuingKey.key,
    'units',
    addresses,
  );
  const unitCertificateDer = await makeUnitSealCertificate(
    { name: '晋城市市场监督管理局', creditCode: '11140500MB9A000141' },
    unitKey.spkiDer,
    years(2026, 2029),
    issuing,
  );
  const crls = async (thisUpdate: Date, revocations: readonly Revocation[] = []) => {
    const nextUpdate = new Date(thisUpdate.getTime() + 10 * 86_400_000);
    const window = { crlNumber: 1, thisUpdate, nextUpdate };
    return [
      await makeCrl({ issuer: root.certificate, ...window, revocations: [] }, root.key),
      await makeCrl({ issuer: issuing.certificate, ...window, revocations }, issuing.key),
    ];
  };
  return {
    root,
    issuing,
    unit: { certificate: readCertificate(unitCertificateDer), key: unitKey.key },
    crls,
  };
}
