import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { children, type DerNode, expectTag, readDer } from '../der/der-reader.ts';
import { readOctetString, readSmallInteger } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../pki/algorithm-identifier.ts';
import type { DerivationBudget } from './derivation-budget.ts';
import { Pkcs12Error } from './pkcs12-error.ts';
import { derivePkcs12, PURPOSE } from './pkcs12-key-derivation.ts';
import type { PasswordBytes } from './pkcs12-password.ts';
import { decryptRc2 } from './rc2-cipher.ts';

type Decrypt = (ciphertext: Uint8Array, key: Uint8Array, iv: Uint8Array) => Buffer;

interface Cipher {
  readonly keyBytes: number;
  readonly ivBytes: number;
  readonly decrypt: Decrypt;
}

const byOpenssl =
  (name: string): Decrypt =>
  (ciphertext, key, iv) => {
    const cipher = createDecipheriv(name, key, iv);
    return Buffer.concat([cipher.update(ciphertext), cipher.final()]);
  };
/** Two keys: the third is the first again. */
const twoKeyTripleDes: Decrypt = (ciphertext, key, iv) =>
  byOpenssl('des-ede3-cbc')(ciphertext, Buffer.concat([key, key.subarray(0, 8)]), iv);
const rc2 = (keyBytes: number): Cipher => ({ keyBytes, ivBytes: 8, decrypt: decryptRc2 });
const block = (name: string, keyBytes: number, ivBytes = 16): Cipher => ({
  keyBytes,
  ivBytes,
  decrypt: byOpenssl(name),
});

/** pbeWithSHAAnd… (RFC 7292 appendix C): what Windows and Java wrote for decades. */
const PKCS12_SCHEMES: Readonly<Record<string, Cipher>> = {
  '1.2.840.113549.1.12.1.3': block('des-ede3-cbc', 24, 8),
  '1.2.840.113549.1.12.1.4': { keyBytes: 16, ivBytes: 8, decrypt: twoKeyTripleDes },
  '1.2.840.113549.1.12.1.5': rc2(16),
  '1.2.840.113549.1.12.1.6': rc2(5),
};

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
/** Encryption schemes of PBES2 (RFC 8018 §B.2; SM4 by GM/T 0006). */
const PBES2_CIPHERS: Readonly<Record<string, Cipher>> = {
  '1.2.840.113549.3.7': block('des-ede3-cbc', 24, 8),
  '2.16.840.1.101.3.4.1.2': block('aes-128-cbc', 16),
  '2.16.840.1.101.3.4.1.22': block('aes-192-cbc', 24),
  '2.16.840.1.101.3.4.1.42': block('aes-256-cbc', 32),
  '1.2.156.10197.1.104.2': block('sm4-cbc', 16),
};
const HMAC_SHA1 = '1.2.840.113549.2.7';
/** Digests of HMAC by identifier (RFC 8018 §B.1.2; HMAC-SM3 by GM/T 0006). */
const HMAC_DIGESTS: Readonly<Record<string, string>> = {
  [HMAC_SHA1]: 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
  '1.2.156.10197.1.401.2': 'sm3',
  '1.2.156.10197.1.401.3.1': 'sm3',
};

/** Real salts have 8 to 64 bytes. */
const MAX_SALT_BYTES = 1_024;

/**
 * Opens what was encrypted by password: the schemes of PKCS #12 itself (SHA-1 with 3DES or RC2) and PBES2 with PBKDF2.
 *
 * @throws Pkcs12Error `pkcs12-algorithm-unknown | pkcs12-too-costly`; DerError; any other Error from the cipher when
 *   the password is another
 */
export function decryptByPassword(
  algorithm: AlgorithmIdentifier,
  ciphertext: Uint8Array,
  password: PasswordBytes,
  budget: DerivationBudget,
): Buffer {
  const parameters = algorithm.parametersDer && readDer(algorithm.parametersDer);
  if (algorithm.oid === PBES2) return decryptPbes2(parameters, ciphertext, password, budget);
  const { keyBytes, ivBytes, decrypt } = known(PKCS12_SCHEMES[algorithm.oid]);
  const [saltNode, iterationsNode] = children(expectTag(parameters, TAG.sequence));
  const salt = saltOf(saltNode);
  const iterations = readSmallInteger(iterationsNode);
  budget.spend(2 * iterations);
  const derived = { digest: 'sha1', password: password.bmp, salt, iterations };
  const key = derivePkcs12({ ...derived, purpose: PURPOSE.key, lengthBytes: keyBytes });
  const iv = derivePkcs12({ ...derived, purpose: PURPOSE.iv, lengthBytes: ivBytes });
  return decrypt(ciphertext, key, iv);
}

/** RFC 8018 §6.2. */
function decryptPbes2(
  parameters: DerNode | undefined,
  ciphertext: Uint8Array,
  { utf8 }: PasswordBytes,
  budget: DerivationBudget,
): Buffer {
  const [derivation, encryption] = children(expectTag(parameters, TAG.sequence));
  const { oid, parametersDer } = readAlgorithmIdentifier(encryption);
  const { keyBytes, decrypt } = known(PBES2_CIPHERS[oid]);
  const key = derivePbkdf2(readAlgorithmIdentifier(derivation), utf8, keyBytes, budget);
  return decrypt(ciphertext, key, readOctetString(parametersDer && readDer(parametersDer)));
}

/**
 * PBKDF2 (RFC 8018 §A.2); salt, iterations and pseudo-random function stand in the identifier.
 *
 * @throws Pkcs12Error as `decryptByPassword`; DerError
 */
export function derivePbkdf2(
  { oid, parametersDer }: AlgorithmIdentifier,
  password: Uint8Array,
  lengthBytes: number,
  budget: DerivationBudget,
): Buffer {
  if (oid !== PBKDF2) throw new Pkcs12Error('pkcs12-algorithm-unknown');
  const [saltNode, iterationsNode, ...optional] = children(readDer(parametersDer ?? Buffer.alloc(0)));
  const iterations = readSmallInteger(iterationsNode);
  budget.spend(iterations);
  const functionNode = optional.find(({ tag }) => tag === TAG.sequence);
  const digest = hmacDigest(functionNode ? readAlgorithmIdentifier(functionNode).oid : HMAC_SHA1);
  return pbkdf2Sync(password, saltOf(saltNode), iterations, lengthBytes, digest);
}

/** Digest of an HMAC, by OpenSSL's name. @throws Pkcs12Error `pkcs12-algorithm-unknown` */
export const hmacDigest = (oid: string): string => known(HMAC_DIGESTS[oid]);

/** @throws Pkcs12Error `pkcs12-too-costly`; DerError */
export function saltOf(node: DerNode | undefined): Uint8Array {
  const salt = readOctetString(node);
  if (salt.length > MAX_SALT_BYTES) throw new Pkcs12Error('pkcs12-too-costly');
  return salt;
}

function known<Known>(found: Known | undefined): Known {
  if (found === undefined) throw new Pkcs12Error('pkcs12-algorithm-unknown');
  return found;
}
