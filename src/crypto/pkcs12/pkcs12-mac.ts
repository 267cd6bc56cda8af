import { createHmac, timingSafeEqual } from 'node:crypto';
import { digestByOid } from '../cms/digest-algorithms.ts';
import { children, type DerNode, expectTag, readDer } from '../der/der-reader.ts';
import { readOctetString, readSmallInteger } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../pki/algorithm-identifier.ts';
import type { DerivationBudget } from './derivation-budget.ts';
import { derivePbkdf2, hmacDigest, saltOf } from './encryption-schemes.ts';
import { Pkcs12Error } from './pkcs12-error.ts';
import { derivePkcs12, PURPOSE } from './pkcs12-key-derivation.ts';
import type { PasswordBytes } from './pkcs12-password.ts';

const PBMAC1 = '1.2.840.113549.1.5.14';

/**
 * Whether the MAC of a file is right under a password: HMAC keyed by PKCS #12's own derivation (RFC 7292 §4) or by
 * PBMAC1 (RFC 9579).
 *
 * @param macData MacData
 * @param content bytes of the authenticated safe, which the MAC is over
 * @throws Pkcs12Error `pkcs12-algorithm-unknown | pkcs12-too-costly`; DerError
 */
export function isMacRight(
  macData: DerNode,
  content: Uint8Array,
  password: PasswordBytes,
  budget: DerivationBudget,
): boolean {
  const [digestInfo, saltNode, iterationsNode] = children(expectTag(macData, TAG.sequence));
  const [algorithmNode, valueNode] = children(expectTag(digestInfo, TAG.sequence));
  const algorithm = readAlgorithmIdentifier(algorithmNode);
  const given = readOctetString(valueNode);
  if (algorithm.oid === PBMAC1) return isSame(given, pbmac1(algorithm, content, password, budget));
  const digest = digestByOid(algorithm.oid);
  if (!digest) throw new Pkcs12Error('pkcs12-algorithm-unknown');
  const iterations = iterationsNode ? readSmallInteger(iterationsNode) : 1;
  budget.spend(iterations);
  const key = derivePkcs12({
    digest: digest.name,
    password: password.bmp,
    salt: saltOf(saltNode),
    iterations,
    purpose: PURPOSE.mac,
    lengthBytes: digest.digestBytes,
  });
  return isSame(given, createHmac(digest.name, key).update(content).digest());
}

/** The key is as long as the parameters say, or as the digest gives (RFC 9579 §5). */
function pbmac1(
  { parametersDer }: AlgorithmIdentifier,
  content: Uint8Array,
  password: PasswordBytes,
  budget: DerivationBudget,
): Buffer {
  const [derivationNode, schemeNode] = children(readDer(parametersDer ?? Buffer.alloc(0)));
  const derivation = readAlgorithmIdentifier(derivationNode);
  const digest = hmacDigest(readAlgorithmIdentifier(schemeNode).oid);
  const [, , lengthNode] = children(readDer(derivation.parametersDer ?? Buffer.alloc(0)));
  const empty = createHmac(digest, '').digest();
  const lengthBytes = lengthNode?.tag === TAG.integer ? readSmallInteger(lengthNode) : empty.length;
  if (lengthBytes > empty.length) throw new Pkcs12Error('pkcs12-too-costly');
  const key = derivePbkdf2(derivation, password.utf8, lengthBytes, budget);
  return createHmac(digest, key).update(content).digest();
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
