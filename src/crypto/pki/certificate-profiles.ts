import type { Certificate } from './certificate.ts';
import { type NameAttribute, writeDistinguishedName } from './distinguished-name.ts';
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  caConstraints,
  certificatePolicies,
  crlDistributionPoint,
  endEntityConstraints,
  extendedKeyUsage,
  keyIdentifierOf,
  keyUsage,
  ocspNoCheck,
  subjectKeyIdentifier,
} from './extension-writer.ts';
import { type CertificateContent, makeCertificate, randomSerialNumber } from './make-certificate.ts';
import { ATTRIBUTE, KEY_PURPOSE } from './object-identifiers.ts';
import type { SigningKey } from './signing-key.ts';

/** Validity, both ends inclusive. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A CA that issues: its certificate, its key, and where its certificate and CRL are found. */
export interface IssuingAuthority {
  readonly certificate: Certificate;
  readonly key: SigningKey;
  readonly certificateAddress: string;
  readonly crlAddress: string;
  /** Where its OCSP responder answers; stands in what it issues from then on. */
  readonly ocspAddress?: string;
}

/** Below X.660's arc for examples: a sample policy, never one that a real authority has registered. */
const SAMPLE_SEAL_POLICY = '2.999.156.36901.1';

/** Self-signed root of a PKI. */
export function makeRootCertificate(
  subject: readonly NameAttribute[],
  spkiDer: Uint8Array,
  validity: Validity,
  key: SigningKey,
): Promise<Uint8Array> {
  const nameDer = writeDistinguishedName(subject);
  return makeCertificate(
    {
      serialNumber: randomSerialNumber(),
      issuerDer: nameDer,
      subjectDer: nameDer,
      ...validity,
      spkiDer,
      extensions: [
        caConstraints(),
        keyUsage('keyCertSign', 'cRLSign'),
        subjectKeyIdentifier(keyIdentifierOf(spkiDer)),
      ],
    },
    key,
  );
}

/** CA beneath a root that issues to units only: no further CA may follow (pathLenConstraint 0). */
export function makeIssuingCaCertificate(
  subject: readonly NameAttribute[],
  spkiDer: Uint8Array,
  validity: Validity,
  root: IssuingAuthority,
): Promise<Uint8Array> {
  return issue(
    root,
    { subject, spkiDer, validity },
    caConstraints(0),
    keyUsage('keyCertSign', 'cRLSign'),
    certificatePolicies(SAMPLE_SEAL_POLICY),
  );
}

/** A unit as it stands in its seal certificate. */
export interface UnitSubject {
  /** Legal name, as on the impression of its seal. */
  readonly name: string;
  /** Unified social credit code, GB 32100, 18 characters. */
  readonly creditCode: string;
}

/** Prefix of a national register number of China in organizationIdentifier (ETSI EN 319 412-1 §5.1.4). */
const NATIONAL_REGISTER = 'NTRCN-';

/** Subject of a unit in its certificate and in a request for one. */
export const unitSubjectName = (unit: UnitSubject): readonly NameAttribute[] => [
  { type: ATTRIBUTE.countryName, value: 'CN' },
  { type: ATTRIBUTE.organizationName, value: unit.name },
  { type: ATTRIBUTE.organizationIdentifier, value: NATIONAL_REGISTER + unit.creditCode },
  { type: ATTRIBUTE.commonName, value: unit.name },
];

/** Certificate of a unit's seal: signs documents and can be held to it (digitalSignature, nonRepudiation). */
export function makeUnitSealCertificate(
  unit: UnitSubject,
  spkiDer: Uint8Array,
  validity: Validity,
  issuer: IssuingAuthority,
): Promise<Uint8Array> {
  return issue(
    issuer,
    { subject: unitSubjectName(unit), spkiDer, validity },
    endEntityConstraints(),
    keyUsage('digitalSignature', 'nonRepudiation'),
    certificatePolicies(SAMPLE_SEAL_POLICY),
  );
}

/** Certificate of a body that makes electronic seals (制章者, GB/T 38540): it signs seals, not documents of units. */
export function makeSealMakerCertificate(
  subject: readonly NameAttribute[],
  spkiDer: Uint8Array,
  validity: Validity,
  issuer: IssuingAuthority,
): Promise<Uint8Array> {
  return issue(
    issuer,
    { subject, spkiDer, validity },
    endEntityConstraints(),
    keyUsage('digitalSignature', 'nonRepudiation'),
  );
}

/** Certificate of a time-stamp authority: extendedKeyUsage timeStamping, critical and alone (RFC 3161 §2.3). */
export function makeTimeStampingCertificate(
  subject: readonly NameAttribute[],
  spkiDer: Uint8Array,
  validity: Validity,
  issuer: IssuingAuthority,
): Promise<Uint8Array> {
  return issue(
    issuer,
    { subject, spkiDer, validity },
    endEntityConstraints(),
    keyUsage('digitalSignature'),
    extendedKeyUsage(KEY_PURPOSE.timeStamping),
  );
}

/** Certificate of the OCSP responder of the CA that issues it (RFC 6960 §4.2.2.2). */
export function makeOcspResponderCertificate(
  subject: readonly NameAttribute[],
  spkiDer: Uint8Array,
  validity: Validity,
  issuer: IssuingAuthority,
): Promise<Uint8Array> {
  return issue(
    issuer,
    { subject, spkiDer, validity },
    endEntityConstraints(),
    keyUsage('digitalSignature'),
    extendedKeyUsage(KEY_PURPOSE.ocspSigning),
    ocspNoCheck(),
  );
}

/** The credit code in a unit's seal certificate, from organizationIdentifier or else serialNumber. */
export function creditCodeOf({ subject }: Certificate): string | undefined {
  const value = (type: string) => subject.attributes.find((attribute) => attribute.type === type)?.value;
  const identifier = value(ATTRIBUTE.organizationIdentifier);
  return identifier?.startsWith(NATIONAL_REGISTER)
    ? identifier.slice(NATIONAL_REGISTER.length)
    : value(ATTRIBUTE.serialNumber);
}

interface Issued {
  readonly subject: readonly NameAttribute[];
  readonly spkiDer: Uint8Array;
  readonly validity: Validity;
}

function issue(
  issuer: IssuingAuthority,
  { subject, spkiDer, validity }: Issued,
  ...extensions: readonly Uint8Array[]
): Promise<Uint8Array> {
  const content: CertificateContent = {
    serialNumber: randomSerialNumber(),
    issuerDer: issuer.certificate.subject.der,
    subjectDer: writeDistinguishedName(subject),
    ...validity,
    spkiDer,
    extensions: [
      ...extensions,
      subjectKeyIdentifier(keyIdentifierOf(spkiDer)),
      authorityKeyIdentifier(
        issuer.certificate.extensions.subjectKeyIdentifier ?? keyIdentifierOf(issuer.certificate.spkiDer),
      ),
      crlDistributionPoint(issuer.crlAddress),
      authorityInfoAccess(issuer.certificateAddress, issuer.ocspAddress),
    ],
  };
  return makeCertificate(content, issuer.key);
}
