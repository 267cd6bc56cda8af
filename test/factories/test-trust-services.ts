import type { TimeStampAuthority } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readCertificate } from '../../src/crypto/pki/certificate.ts';
import {
  makeOcspResponderCertificate,
  makeTimeStampingCertificate,
} from '../../src/crypto/pki/certificate-profiles.ts';
import type { KeySuite } from '../../src/crypto/pki/key-suite.ts';
import { name, newKey, type TestPki, type TestUnit, years } from './test-pki.ts';

/** A policy of the arc for examples. */
export const TEST_TSA_POLICY = '2.999.156.3161.1';

/** A time-stamp authority under the root of the PKI, in force from the first of the years to the end of the last. */
export async function makeTestTsa(
  pki: TestPki,
  suite: KeySuite = 'p256',
  [from, to]: readonly [number, number] = [2026, 2035],
): Promise<TimeStampAuthority> {
  const { key, spkiDer } = await newKey(suite);
  const subject = name(`照章测试时间戳 ${from}`);
  const certificateDer = await makeTimeStampingCertificate(subject, spkiDer, years(from, to), pki.root);
  return { certificatesDer: [certificateDer], key, policy: TEST_TSA_POLICY, accuracySeconds: 1 };
}

/** A delegated OCSP responder of the issuing CA, in force 2026 to 2027. */
export async function makeTestResponder(pki: TestPki, suite: KeySuite = 'p256'): Promise<TestUnit> {
  const { key, spkiDer } = await newKey(suite);
  const subject = name('照章测试状态查询');
  const validity = years(2026, 2027);
  const certificateDer = await makeOcspResponderCertificate(subject, spkiDer, validity, pki.issuing);
  return { certificate: readCertificate(certificateDer), key };
}
