import { constants, createPrivateKey, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto';
import type { SignatureAlgorithmName } from '../cms/signature-algorithms.ts';
import { openSm2PrivateKey } from '../sm2/sm2-key.ts';
import { sm2Sign } from '../sm2/sm2-signature.ts';

/** A private key opened once and kept: signing with it costs 0.3 ms (RSA-2048) instead of 20 ms. */
export interface SigningKey {
  readonly algorithm: SignatureAlgorithmName;
  /** The most bytes that `sign` gives: RSA its modulus, elliptic curves SEQUENCE { r, s } with both at their longest. */
  readonly maxSignatureBytes: number;
  /**
   * Hashes and signs; the caller hands over the message itself.
   *
   * @returns RSA: as long as the modulus (RFC 8017); ECDSA and SM2: DER SEQUENCE { r, s }
   */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

type Plan = (key: KeyObject) => { readonly digest: string; readonly input: KeyObject | SignKeyObjectInput };

const pkcs1 =
  (digest: string): Plan =>
  (key) => ({ digest, input: { key, padding: constants.RSA_PKCS1_PADDING } });
const ecdsa =
  (digest: string): Plan =>
  (key) => ({ digest, input: { key, dsaEncoding: 'der' } });

const PLANS: Readonly<Record<Exclude<SignatureAlgorithmName, 'sm2-sm3'>, Plan>> = {
  'rsa-pkcs1-sha256': pkcs1('sha256'),
  'rsa-pkcs1-sha384': pkcs1('sha384'),
  'rsa-pkcs1-sha512': pkcs1('sha512'),
  'rsa-pss-sha256': (key) => ({
    digest: 'sha256',
    input: {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    },
  }),
  'ecdsa-sha256': ecdsa('sha256'),
  'ecdsa-sha384': ecdsa('sha384'),
};

/**
 * Opens a private key for one algorithm.
 *
 * The callback form of `crypto.sign` runs in the thread pool, so that seals under way use every core. SM2 needs the
 * streaming form (see `sm2Sign`), which Node has on the calling thread only. P-256 stays there too: it takes 19 µs, and
 * the way to another thread and back costs as much again.
 *
 * @param pkcs8Der PrivateKeyInfo (RFC 5208), DER; zeroed by the caller afterwards
 * @throws TypeError when the key is none or does not fit the algorithm
 */
export function openSigningKey(pkcs8Der: Uint8Array, algorithm: SignatureAlgorithmName): SigningKey {
  if (algorithm === 'sm2-sm3') {
    const key = openSm2PrivateKey(pkcs8Der);
    return { algorithm, maxSignatureBytes: 72, sign: async (data) => sm2Sign(key, data) };
  }
  const key = createPrivateKey({ key: Buffer.from(pkcs8Der), format: 'der', type: 'pkcs8' });
  const { digest, input } = PLANS[algorithm](key);
  return {
    algorithm,
    maxSignatureBytes: maxSignatureBytes(key, algorithm),
    sign: algorithm === 'ecdsa-sha256' ? async (data) => sign(digest, data, input) : inPool(digest, input),
  };
}

const inPool =
  (digest: string, input: KeyObject | SignKeyObjectInput) =>
  (data: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      sign(digest, data, input, (error, signature) => (error ? reject(error) : resolve(signature)));
    });

function maxSignatureBytes(key: KeyObject, algorithm: SignatureAlgorithmName): number {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (algorithm.startsWith('rsa') && modulusLength !== undefined) return Math.ceil(modulusLength / 8);
  if (algorithm === 'ecdsa-sha256' && namedCurve === 'prime256v1') return 72;
  if (algorithm === 'ecdsa-sha384' && namedCurve === 'secp384r1') return 104;
  throw new TypeError(`the key does not fit ${algorithm}`);
}
