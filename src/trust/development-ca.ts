import { type Certificate, readCertificate } from '../crypto/pki/certificate.ts';
import {
  type IssuingAuthority,
  makeIssuingCaCertificate,
  makeRootCertificate,
  makeUnitSealCertificate,
  type UnitSubject,
  type Validity,
} from '../crypto/pki/certificate-profiles.ts';
import { nameAttribute } from '../crypto/pki/distinguished-name.ts';
import { generateSigningKey, type KeySuite, suiteAlgorithm } from '../crypto/pki/key-suite.ts';
import { ATTRIBUTE } from '../crypto/pki/object-identifiers.ts';
import { openSigningKey } from '../crypto/pki/signing-key.ts';
import type { Clock } from '../shared/clock.ts';
import { certificateDerOf, type KeyFile } from './key-file.ts';
import type { KeyFolder } from './key-folder.ts';
import { TrustError } from './trust.errors.ts';

/** Short names of the CAs, as in `/pki/ca/<name>.cer` and `/pki/crl/<name>.crl`. */
export const CA_NAMES = ['root', 'units'] as const;
export type CaName = (typeof CA_NAMES)[number];

/** Stands in the names of both CAs, so that nobody takes them for a real authority. */
export const DEVELOPMENT_UNIT = '仅供开发和试用';

const COMMON_NAMES: Readonly<Record<CaName, string>> = {
  root: '照章开发根证书',
  units: '照章开发单位证书',
};
const ROOT_YEARS = 30;
const ISSUING_YEARS = 20;
const SEAL_YEARS = 5;

/** True for a certificate of a development CA itself: it may be no trust anchor in production. */
export const isDevelopmentCertificate = (certificate: Certificate): boolean =>
  nameAttribute(certificate.subject, ATTRIBUTE.organizationalUnitName) === DEVELOPMENT_UNIT;

/** What a unit's seal key is made for. */
export interface SealKeyRequest {
  readonly keyId: string;
  readonly unit: UnitSubject;
  readonly suite: KeySuite;
}

/** The CA of development and trial: root → unit-signing CA → unit seals. Made where missing, kept afterwards. */
export class DevelopmentCa {
  private constructor(
    private readonly keys: KeyFolder,
    private readonly clock: Clock,
    private readonly authorities: Readonly<Record<CaName, IssuingAuthority>>,
  ) {}

  /**
   * Opens the CA in `keys`, making root and issuing CA where they are missing. Safe if two processes do it at once.
   *
   * @param publicOrigin where certificates and CRLs will be found, `https://host`
   * @throws TrustError trust.key-not-usable when the folder was made under another master key
   */
  static async open(keys: KeyFolder, publicOrigin: string, clock: Clock): Promise<DevelopmentCa> {
    const authority = (name: CaName, file: KeyFile): IssuingAuthority => ({
      certificate: readCertificate(certificateDerOf(file) ?? Buffer.alloc(0)),
      key: keys.open(file),
      certificateAddress: `${publicOrigin}/pki/ca/${name}.cer`,
      crlAddress: `${publicOrigin}/pki/crl/${name}.crl`,
    });
    const root = authority('root', (await keys.read('root')) ?? (await makeRoot(keys, clock)));
    const units = authority('units', (await keys.read('units')) ?? (await makeUnitsCa(keys, clock, root)));
    return new DevelopmentCa(keys, clock, { root, units });
  }

  authority(name: CaName): IssuingAuthority {
    return this.authorities[name];
  }

  /**
   * The seal key of a unit with its certificate, made at the first call for `keyId` and the same ever after.
   *
   * @throws TrustError trust.key-not-usable when `keyId` names a key of another kind
   */
  async sealKey({ keyId, unit, suite }: SealKeyRequest): Promise<{ certificateDer: Uint8Array }> {
    const file =
      (await this.keys.read(keyId)) ??
      (await addKey(
        this.keys,
        this.clock,
        {
          keyId,
          purpose: 'seal',
          suite,
          years: SEAL_YEARS,
          chainDer: [this.authorities.units.certificate.der],
        },
        (key, validity) => makeUnitSealCertificate(unit, key.spkiDer, validity, this.authorities.units),
      ));
    const certificateDer = certificateDerOf(file);
    if (file.purpose !== 'seal' || certificateDer === null) throw new TrustError('trust.key-not-usable');
    return { certificateDer };
  }
}

const caSubject = (name: CaName) => [
  { type: ATTRIBUTE.countryName, value: 'CN' },
  { type: ATTRIBUTE.organizationName, value: '照章' },
  { type: ATTRIBUTE.organizationalUnitName, value: DEVELOPMENT_UNIT },
  { type: ATTRIBUTE.commonName, value: COMMON_NAMES[name] },
];

const makeRoot = (keys: KeyFolder, clock: Clock): Promise<KeyFile> =>
  addKey(
    keys,
    clock,
    { keyId: 'root', purpose: 'root-ca', suite: 'p256', years: ROOT_YEARS },
    (key, validity) => {
      const ownKey = openSigningKey(key.pkcs8Der, suiteAlgorithm('p256'));
      return makeRootCertificate(caSubject('root'), key.spkiDer, validity, ownKey);
    },
  );

const makeUnitsCa = (keys: KeyFolder, clock: Clock, root: IssuingAuthority): Promise<KeyFile> =>
  addKey(
    keys,
    clock,
    { keyId: 'units', purpose: 'issuing-ca', suite: 'p256', years: ISSUING_YEARS },
    (key, validity) => makeIssuingCaCertificate(caSubject('units'), key.spkiDer, validity, root),
  );

interface KeyPlan {
  readonly keyId: string;
  readonly purpose: KeyFile['purpose'];
  readonly suite: KeySuite;
  readonly years: number;
  readonly chainDer?: readonly Uint8Array[];
}

type CertificateMaker = (
  key: { readonly pkcs8Der: Buffer; readonly spkiDer: Buffer },
  validity: Validity,
) => Promise<Uint8Array>;

async function addKey(
  keys: KeyFolder,
  clock: Clock,
  { years, chainDer = [], ...plan }: KeyPlan,
  makeCertificate: CertificateMaker,
): Promise<KeyFile> {
  const pair = await generateSigningKey(plan.suite);
  const createdAt = clock.now();
  const certificateDer = await makeCertificate(pair, validityOf(createdAt, years));
  return keys.add({ ...plan, pair, certificateDer, chainDer, development: true, createdAt });
}

/** From the start of the day before, so that clocks a little behind ours accept what was just made. */
function validityOf(from: Date, years: number): Validity {
  const notBefore = new Date(from);
  notBefore.setUTCHours(0, 0, 0, 0);
  notBefore.setUTCDate(notBefore.getUTCDate() - 1);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  return { notBefore, notAfter: new Date(notAfter.getTime() - 1_000) };
}
