import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSignedData } from '../../../src/crypto/cms/signed-data-reader.ts';
import { Budget } from '../../../src/crypto/pdf/budget.ts';
import { PdfDocument } from '../../../src/crypto/pdf/pdf-document.ts';
import type { PdfSignature } from '../../../src/crypto/pdf/pdf-signature.ts';
import { readSignatures } from '../../../src/crypto/pdf/signature-reader.ts';
import { signedParts } from '../../../src/crypto/pdf/signed-parts.ts';
import { containerParts } from '../../../src/signing/container-parts.ts';
import { reaches } from '../../../src/signing/signature-level.ts';
import { askOpensslOfSm2, sm2PartsOf } from '../../support/openssl-sm2.ts';
import { ask, withFolder } from '../../support/pdf-judges.ts';
import { HOLDS, type JudgedFile, type JudgedTrust } from './judged-file.ts';

/**
 * OpenSSL over what our reader takes out of the file: `openssl cms -verify -cades` for seals (for SM2 `openssl dgst`,
 * since its CMS takes an empty id), `openssl ts -verify` for time-stamps; `openssl ocsp` and `openssl crl` over the
 * evidence, which MuPDF takes out.
 */
export async function askOpenssl(file: JudgedFile, path: string, trust: JudgedTrust): Promise<string> {
  const document = PdfDocument.open(await readFile(path), new Budget());
  for (const signature of readSignatures(document)) {
    const answer = await onSignature(document, signature, file, trust);
    if (answer !== HOLDS) return answer;
  }
  return reaches(file.level, 'B-LT') ? onEvidence(file, path, trust) : HOLDS;
}

function onSignature(
  document: PdfDocument,
  signature: PdfSignature,
  { kind }: JudgedFile,
  trust: JudgedTrust,
): Promise<string> {
  const content = Buffer.concat(signedParts(document, signature.byteRange));
  if (signature.kind === 'document-time-stamp') return onTimeStamp(signature.contents, content, trust);
  const isOurs = signature.fieldName === 'JudgedSeal';
  if (isOurs && kind.algorithm === 'sm2-sm3') return onSm2(document, signature, trust);
  return onCms(signature, content, trust);
}

async function onSm2(document: PdfDocument, signature: PdfSignature, trust: JudgedTrust): Promise<string> {
  const parts = sm2PartsOf(document, signature);
  const { holds, digestHex } = await askOpensslOfSm2(parts);
  if (digestHex !== Buffer.from(parts.digest).toString('hex')) return 'digest differs';
  return holds ? onTokens(signature, parts.value, trust) : 'signature differs';
}

function onCms(signature: PdfSignature, content: Uint8Array, trust: JudgedTrust): Promise<string> {
  return withFolder(async (folder) => {
    const [container, original] = [join(folder, 'container.der'), join(folder, 'content.bin')];
    await Promise.all([writeFile(container, signature.contents), writeFile(original, content)]);
    const { text } = await ask('openssl', [
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', container, '-content', original],
      ...['-CAfile', trust.rootsPath, '-purpose', 'any', '-out', join(folder, 'out.bin')],
    ]);
    if (!text.includes('CAdES Verification successful')) return firstLine(text);
    const [signerInfo] = readSignedData(signature.contents).signerInfos;
    return onTokens(signature, signerInfo?.signature ?? new Uint8Array(), trust);
  });
}

async function onTokens(signature: PdfSignature, value: Uint8Array, trust: JudgedTrust): Promise<string> {
  for (const tokenDer of containerParts(signature).timeStampsDer) {
    const answer = await onTimeStamp(tokenDer, value, trust);
    if (answer !== HOLDS) return answer;
  }
  return HOLDS;
}

function onTimeStamp(tokenDer: Uint8Array, stamped: Uint8Array, trust: JudgedTrust): Promise<string> {
  return withFolder(async (folder) => {
    const [token, data] = [join(folder, 'token.der'), join(folder, 'data.bin')];
    await Promise.all([writeFile(token, tokenDer), writeFile(data, stamped)]);
    const given = ['-token_in', '-in', token, '-data', data, '-CAfile', trust.rootsPath];
    const { text } = await ask('openssl', ['ts', '-verify', ...given]);
    return text.includes('Verification: OK') ? HOLDS : firstLine(text);
  });
}

/** The newest OCSP answer must say *good* of the unit, and the list be that of a CA; both signed. */
function onEvidence({ kind }: JudgedFile, path: string, trust: JudgedTrust): Promise<string> {
  return withFolder(async (folder) => {
    const [answer, list] = [join(folder, 'answer.der'), join(folder, 'list.der')];
    await ask('mutool', ['show', '-b', '-o', answer, path, 'trailer/Root/DSS/OCSPs/1']);
    await ask('mutool', ['show', '-b', '-o', list, path, 'trailer/Root/DSS/CRLs/1']);
    const status = await ask('openssl', [
      ...['ocsp', '-respin', answer, '-issuer', trust.issuerPath, '-cert', trust.unitPath(kind), '-no_nonce'],
      ...['-CAfile', trust.rootsPath, '-verify_other', trust.issuerPath],
      ...['-attime', String(trust.freshAtSeconds), '-validity_period', '999999999'],
    ]);
    if (!status.text.includes('Response verify OK') || !status.text.includes(': good'))
      return firstLine(status.text);
    const read = ['crl', '-inform', 'DER', '-in', list, '-CAfile', trust.rootsPath, '-noout'];
    const { text } = await ask('openssl', read);
    return text.includes('verify OK') ? HOLDS : firstLine(text);
  });
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';
