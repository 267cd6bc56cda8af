import type { TimeStampAuthority } from '../crypto/cms/time-stamp-authority.ts';
import { type Certificate, readCertificate } from '../crypto/pki/certificate.ts';
import {
  type IssuingAuthority,
  makeIssuingCaCertificate,
  makeOcspResponderCertificate,
  makeRootCertificate,
  makeTimeStampingCertificate,
  makeUnitSealCertificate,
  type UnitSubject,
} from '../crypto/pki/certificate-profiles.ts';
import { nameAttribute } from '../crypto/pki/distinguished-name.ts';
import { type KeySuite, suiteAlgorithm } from '../crypto/pki/key-suite.ts';
import type { OcspResponder } from '../crypto/pki/make-ocsp-response.ts';
import { ATTRIBUTE } from '../crypto/pki/object-identifiers.ts';
import { openSigningKey } from '../crypto/pki/signing-key.ts';
import { verifySignature } from '../crypto/pki/verify-signature.ts';
import type { Clock } from '../shared/clock.ts';
import { addDevelopmentKey, DEVELOPMENT_UNIT, serviceSubject } from './development-key.ts';
import { DevelopmentSealMaker } from './development-seal-maker.ts';
import { certificateDerOf, type KeyFile } from './key-file.ts';
import type { KeyFolder } from './key-folder.ts';
import { TrustError } from './trust.errors.ts';

/** Short names of the CAs, as in `/pki/ca/<name>.cer` and `/pki/crl/<name>.crl`. */
export const CA_NAMES = ['root', 'units'] as const;
export type CaName = (typeof CA_NAMES)[number];

const COMMON_NAMES: Readonly<Record<CaName, string>> = {
  root: '照章开发根证书',
  units: '照章开发单位证书',
};
const ROOT_YEARS = 30;
const ISSUING_YEARS = 20;
const SEAL_YEARS = 5;
/** Longer than any seal's certificate, so that a seal's time is proven beyond its end. */
const TIME_STAMP_YEARS = 15;
const RESPONDER_YEARS = 15;

const TIME_STAMP_NAME = '照章开发时间戳';
const RESPONDER_NAMES: Readonly<Record<CaName, string>> = {
  root: '照章开发根证书状态查询',
  units: '照章开发单位证书状态查询',
};

/** Policy of the development time-stamp authority: an arc for examples, registered by nobody. */
const TIME_STAMP_POLICY = '2.999.156.36901.2';
const TIME_STAMP_ACCURACY_SECONDS = 1;

/**
 * Whether others can reach the origin. Readers built on NSS call a certificate doubtful when the responder that it names
 * does not answer, so a trial on localhost names none: its lists answer for it.
 */
const isReachable = (publicOrigin: string): boolean =>
  !/^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(publicOrigin).hostname);

/** True for a certificate of a development CA itself: it may be no trust anchor in production. */
export const isDevelopmentCertificate = (certificate: Certificate): boolean =>
  nameAttribute(certificate.subject, ATTRIBUTE.organizationalUnitName) === DEVELOPMENT_UNIT;

/** What a unit's seal key is made for. */
export interface SealKeyRequest {
  readonly keyId: string;
  readonly unit: UnitSubject;
  readonly suite: KeySuite;
}

/**
 * The CA of development and trial: root → unit-signing CA → unit seals, with an OCSP responder for each CA, a
 * time-stamp authority under the root and a body that makes electronic seals. Made where missing, kept afterwards.
 */
export class DevelopmentCa {
  private constructor(
    private readonly keys: KeyFolder,
    private readonly clock: Clock,
    private readonly authorities: Readonly<Record<CaName, IssuingAuthority>>,
    private readonly responders: Readonly<Record<CaName, OcspResponder>>,
    readonly timeStampAuthority: TimeStampAuthority,
    readonly sealMaker: DevelopmentSealMaker,
  ) {}

  /**
   * Opens the CA in `keys`, making what is missing of it. Safe if two processes do it at once.
   *
   * @param publicOrigin where certificates, CRLs and the OCSP responder will be found, `https://host`
   * @throws TrustError trust.key-not-usable when the folder was made under another master key
   */
  static async open(keys: KeyFolder, publicOrigin: string, clock: Clock): Promise<DevelopmentCa> {
    const authority = (name: CaName, file: KeyFile): IssuingAuthority => ({
      certificate: readCertificate(certificateDerOf(file) ?? Buffer.alloc(0)),
      key: keys.open(file),
      certificateAddress: `${publicOrigin}/pki/ca/${name}.cer`,
      crlAddress: `${publicOrigin}/pki/crl/${name}.crl`,
      ...(isReachable(publicOrigin) && { ocspAddress: `${publicOrigin}/ocsp` }),
    });
    const root = authority('root', (await keys.read('root')) ?? (await makeRoot(keys, clock)));
    const units = authority('units', (await keys.read('units')) ?? (await makeUnitsCa(keys, clock, root)));
    const responder = async (name: CaName, issuer: IssuingAuthority): Promise<OcspResponder> => {
      const file = (await keys.read(`ocsp-${name}`)) ?? (await makeResponder(keys, clock, name, issuer));
      return {
        certificate: readCertificate(certificateDerOf(file) ?? Buffer.alloc(0)),
        key: keys.open(file),
      };
    };
    const stamping = (await keys.read('time-stamp')) ?? (await makeTimeStamping(keys, clock, root));
    return new DevelopmentCa(
      keys,
      clock,
      { root, units },
      { root: await responder('root', root), units: await responder('units', units) },
      {
        certificatesDer: [certificateDerOf(stamping) ?? Buffer.alloc(0)],
        key: keys.open(stamping),
        policy: TIME_STAMP_POLICY,
        accuracySeconds: TIME_STAMP_ACCURACY_SECONDS,
      },
      new DevelopmentSealMaker(keys, clock, units),
    );
  }

  authority(name: CaName): IssuingAuthority {
    return this.authorities[name];
  }

  /** Which CA issued a certificate: by signature, not by name, for anyone can write our name into one. */
  issuerOf({ signatureAlgorithm: algorithm, tbsDer: data, signature }: Certificate): CaName | undefined {
    return CA_NAMES.find((name) => {
      const { spkiDer } = this.authorities[name].certificate;
      return verifySignature({ algorithm, spkiDer, data, signature });
    });
  }

  /** Who answers for the certificates that a CA has issued. */
  responder(name: CaName): OcspResponder {
    return this.responders[name];
  }

  /**
   * The seal key of a unit with its certificate, made at the first call for `keyId` and the same ever after.
   *
   * @throws TrustError trust.key-not-usable when `keyId` names a key of another kind
   */
  async sealKey({ keyId, unit, suite }: SealKeyRequest): Promise<{ certificateDer: Uint8Array }> {
    const file =
      (await this.keys.read(keyId)) ??
      (await addDevelopmentKey(
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

const caSubject = (name: CaName) => serviceSubject(COMMON_NAMES[name]);

const makeResponder = (
  keys: KeyFolder,
  clock: Clock,
  name: CaName,
  issuer: IssuingAuthority,
): Promise<KeyFile> =>
  addDevelopmentKey(
    keys,
    clock,
    { keyId: `ocsp-${name}`, purpose: 'ocsp', suite: 'p256', years: RESPONDER_YEARS },
    ({ spkiDer }, validity) =>
      makeOcspResponderCertificate(serviceSubject(RESPONDER_NAMES[name]), spkiDer, validity, issuer),
  );

const makeTimeStamping = (keys: KeyFolder, clock: Clock, root: IssuingAuthority): Promise<KeyFile> =>
  addDevelopmentKey(
    keys,
    clock,
    { keyId: 'time-stamp', purpose: 'time-stamp', suite: 'p256', years: TIME_STAMP_YEARS },
    ({ spkiDer }, validity) =>
      makeTimeStampingCertificate(serviceSubject(TIME_STAMP_NAME), spkiDer, validity, root),
  );

const makeRoot = (keys: KeyFolder, clock: Clock): Promise<KeyFile> =>
  addDevelopmentKey(
    keys,
    clock,
    { keyId: 'root', purpose: 'root-ca', suite: 'p256', years: ROOT_YEARS },
    (key, validity) => {
      const ownKey = openSigningKey(key.pkcs8Der, suiteAlgorithm('p256'));
      return makeRootCertificate(caSubject('root'), key.spkiDer, validity, ownKey);
    },
  );

const makeUnitsCa = (keys: KeyFolder, clock: Clock, root: IssuingAuthority): Promise<KeyFile> =>
  addDevelopmentKey(
    keys,
    clock,
    { keyId: 'units', purpose: 'issuing-ca', suite: 'p256', years: ISSUING_YEARS },
    (key, validity) => makeIssuingCaCertificate(caSubject('units'), key.spkiDer, validity, root),
  );
