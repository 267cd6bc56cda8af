import { randomBytes } from 'node:crypto';
import { readDer } from '../../crypto/der/der-reader.ts';
import { readAlgorithmIdentifier } from '../../crypto/pki/algorithm-identifier.ts';
import { readCertificate } from '../../crypto/pki/certificate.ts';
import { keySuiteOf, suiteAlgorithm } from '../../crypto/pki/key-suite.ts';
import { certificateSignatureIdentifier } from '../../crypto/pki/make-certificate.ts';
import { verifySignature } from '../../crypto/pki/verify-signature.ts';
import type { SigningToken } from './signing-token.ts';
import { TOKEN_MECHANISMS } from './token-signatures.ts';

/** Begins so that it can be taken for no signed attributes, no certificate and no list. */
const CHECK_PREFIX = 'zhaozhang checks that a token key belongs to a certificate: ';

/**
 * Whether the key with that label on the token belongs to a certificate: it signs random bytes once.
 *
 * @throws SigningError signing.token-unavailable
 */
export async function isKeyOnToken(
  token: SigningToken,
  keyLabel: string,
  certificateDer: Uint8Array,
): Promise<boolean> {
  const { spkiDer } = readCertificate(certificateDer);
  const suite = keySuiteOf(spkiDer);
  const known = suite && TOKEN_MECHANISMS[suite];
  if (!known) return false;
  const data = Buffer.concat([Buffer.from(CHECK_PREFIX), randomBytes(32)]);
  const raw = await token.sign({ keyLabel, mechanism: known.mechanism, data: known.dataOf(data) });
  const identifierDer = certificateSignatureIdentifier(suiteAlgorithm(suite));
  const algorithm = readAlgorithmIdentifier(readDer(identifierDer));
  return verifySignature({ algorithm, spkiDer, data, signature: known.signatureOf(raw) });
}
