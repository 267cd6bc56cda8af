import { createPrivateKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeUnitSealCertificate } from '../../src/crypto/pki/certificate-profiles.ts';
import { generateSigningKey, type KeySuite } from '../../src/crypto/pki/key-suite.ts';
import { type TestPki, years } from '../factories/test-pki.ts';
import { certificatePem } from './signing-identity.ts';

/**
 * Writes `<suite>.key` (PKCS#8, PEM), `<suite>-encrypted.key` (password 密码), `<suite>.pem` (certificate), `chain.pem`
 * and `root.pem` of a unit of the PKI.
 */
export async function writeKeyFiles(
  folder: string,
  { root, issuing }: TestPki,
  suite: KeySuite,
): Promise<void> {
  const { pkcs8Der, spkiDer } = await generateSigningKey(suite);
  const subject = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
  const certificateDer = await makeUnitSealCertificate(subject, spkiDer, years(2026, 2029), issuing);
  const key = createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });
  const encryption = { cipher: 'aes-256-cbc', passphrase: '密码' };
  const files: Readonly<Record<string, string | Buffer>> = {
    [`${suite}.key`]: key.export({ format: 'pem', type: 'pkcs8' }),
    [`${suite}-encrypted.key`]: key.export({ format: 'pem', type: 'pkcs8', ...encryption }),
    [`${suite}.pem`]: certificatePem(certificateDer),
    'chain.pem': certificatePem(issuing.certificate.der),
    'root.pem': certificatePem(root.certificate.der),
  };
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
}
