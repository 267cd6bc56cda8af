import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSignedData } from '../../src/crypto/cms/signed-data-reader.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import type { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import type { PdfSignature } from '../../src/crypto/pdf/pdf-signature.ts';
import { signedParts } from '../../src/crypto/pdf/signed-parts.ts';
import { ask, withFolder } from './pdf-judges.ts';

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** An SM2 signature taken apart by our reader, for a judge that knows SM2 and SM3 but neither PDF nor the container. */
export interface Sm2Parts {
  /** The bytes that are digested: those of the byte range. */
  readonly original: Uint8Array;
  /** SM3 of the original as the signature states it. */
  readonly digest: Uint8Array;
  readonly certificateDer: Uint8Array;
  /** What was signed: the DER of the signed attributes, or of TBS_Sign. */
  readonly signedDer: Uint8Array;
  /** DER SEQUENCE { r, s }. */
  readonly value: Uint8Array;
}

/** Parts of a signature in CMS, or of a seal of GB/T 38540. */
export function sm2PartsOf(document: PdfDocument, signature: PdfSignature): Sm2Parts {
  const original = Buffer.concat(signedParts(document, signature.byteRange));
  const { nationalSeal, signerCertificateDer } = judgeIntegrity(document, signature);
  const certificateDer = signerCertificateDer ?? new Uint8Array();
  if (nationalSeal) {
    const { signedDer, signature: value, dataHash } = nationalSeal.signature;
    return { original, certificateDer, signedDer, value, digest: dataHash };
  }
  const [signerInfo] = readSignedData(signature.contents).signerInfos;
  const messageDigest = signerInfo?.signedAttributes.find(({ type }) => type === MESSAGE_DIGEST);
  return {
    original,
    certificateDer,
    signedDer: signerInfo?.signedAttributesDer ?? new Uint8Array(),
    value: signerInfo?.signature ?? new Uint8Array(),
    digest: messageDigest?.values[0]?.content ?? new Uint8Array(),
  };
}

/** OpenSSL's two answers: whether the value is that of the signer under the default id, and the SM3 of the original. */
export function askOpensslOfSm2({ original, certificateDer, signedDer, value }: Sm2Parts) {
  return withFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    await writeFile(at('certificate.der'), certificateDer);
    await writeFile(at('signed.der'), signedDer);
    await writeFile(at('value.der'), value);
    await writeFile(at('original.bin'), original);
    const x509 = ['-inform', 'DER', '-in', at('certificate.der'), '-noout', '-pubkey'];
    const { text: key } = await ask('openssl', ['x509', ...x509]);
    await writeFile(at('key.pem'), key.slice(key.indexOf('-----BEGIN')));
    const verify = ['-verify', at('key.pem'), '-signature', at('value.der'), at('signed.der')];
    const signature = await ask('openssl', ['dgst', '-sm3', '-sigopt', 'distid:1234567812345678', ...verify]);
    const digest = await ask('openssl', ['dgst', '-sm3', '-r', at('original.bin')]);
    return { holds: signature.text.includes('Verified OK'), digestHex: digest.text.slice(0, 64) };
  });
}
