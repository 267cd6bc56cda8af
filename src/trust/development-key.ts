import type { Validity } from '../crypto/pki/certificate-profiles.ts';
import { generateSigningKey, type KeySuite } from '../crypto/pki/key-suite.ts';
import { ATTRIBUTE } from '../crypto/pki/object-identifiers.ts';
import type { Clock } from '../shared/clock.ts';
import type { KeyFile } from './key-file.ts';
import type { KeyFolder } from './key-folder.ts';

/** Stands in the names of all development bodies, so that nobody takes them for real ones. */
export const DEVELOPMENT_UNIT = '仅供开发和试用';

/** Subject of a body of the development PKI. */
export const serviceSubject = (commonName: string) => [
  { type: ATTRIBUTE.countryName, value: 'CN' },
  { type: ATTRIBUTE.organizationName, value: '照章' },
  { type: ATTRIBUTE.organizationalUnitName, value: DEVELOPMENT_UNIT },
  { type: ATTRIBUTE.commonName, value: commonName },
];

/** A key to be made, and how long its certificate holds. */
export interface KeyPlan {
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

/** Makes a key with its certificate, unless another process was first. @returns the key file that is there now */
export async function addDevelopmentKey(
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
