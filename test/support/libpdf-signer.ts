import { webcrypto } from 'node:crypto';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import type { SigningIdentity } from './signing-identity.ts';

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** Signs PDFs at B-B by `@libpdf/core`, as another program does; RSA or P-256. The key is imported once and kept. */
export async function libPdfSigner(
  identity: SigningIdentity,
): Promise<(pdf: Uint8Array) => Promise<Uint8Array>> {
  const { privateKey, certificateDer, authorityCertificateDer } = identity;
  const isRsa = privateKey.asymmetricKeyType === 'rsa';
  const pkcs8Der = privateKey.export({ type: 'pkcs8', format: 'der' });
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8Der, isRsa ? RSA : P256, false, ['sign']);
  const [keyType, algorithm] = isRsa ? (['RSA', 'RSASSA-PKCS1-v1_5'] as const) : (['EC', 'ECDSA'] as const);
  const chain = [authorityCertificateDer];
  const signer = new CryptoKeySigner(key as CryptoKey, certificateDer, keyType, algorithm, chain);
  return async (pdf) => {
    const document = await PDF.load(pdf);
    return (await document.sign({ signer, subFilter: 'ETSI.CAdES.detached', level: 'B-B' })).bytes;
  };
}
