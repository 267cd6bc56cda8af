import { children, readDer } from '../der/der-reader.ts';
import { sequence, TAG } from '../der/der-writer.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { PUBLIC_KEY_ALGORITHM } from './object-identifiers.ts';

/**
 * The key with the parameters of its issuer's key where a DSA key leaves out its own (RFC 5280 §6.1.4 (e), RFC 3279
 * §2.3.2); any other key as it is.
 *
 * @param spkiDer SubjectPublicKeyInfo of the certificate
 * @param issuerSpkiDer SubjectPublicKeyInfo that its signature was verified with
 */
export function withInheritedParameters(spkiDer: Uint8Array, issuerSpkiDer: Uint8Array): Uint8Array {
  const [algorithmNode, keyNode] = children(readDer(spkiDer));
  const algorithm = readAlgorithmIdentifier(algorithmNode);
  if (algorithm.oid !== PUBLIC_KEY_ALGORITHM.dsa || keyNode === undefined) return spkiDer;
  if (algorithm.parametersDer !== undefined && algorithm.parametersDer[0] !== TAG.null) return spkiDer;
  const issuerAlgorithm = readAlgorithmIdentifier(children(readDer(issuerSpkiDer))[0]);
  return issuerAlgorithm.oid === algorithm.oid ? sequence(issuerAlgorithm.der, keyNode.bytes) : spkiDer;
}
