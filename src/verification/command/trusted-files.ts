import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pemBlocks } from '../../crypto/pki/pem.ts';
import { readCertificateFile, readTrustAnchors } from '../../trust/trust-anchors.ts';

/** What `--trust` gives to judge by, DER. */
export interface TrustedFiles {
  readonly anchors: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
}

/**
 * Reads what is trusted: of a file its certificates, of a folder all certificates in it, and as evidence besides the
 * revocation lists (`.crl`, DER or PEM) and OCSP responses (`.ocsp`, DER) that lie there.
 *
 * @throws Error with the path where there is none, or where a certificate file holds no certificate
 */
export async function readTrustedFiles(paths: readonly string[]): Promise<TrustedFiles> {
  const read = await Promise.all(paths.map(readTrusted));
  return {
    anchors: read.flatMap(({ anchors }) => anchors),
    crls: read.flatMap(({ crls }) => crls),
    ocspResponses: read.flatMap(({ ocspResponses }) => ocspResponses),
  };
}

async function readTrusted(path: string): Promise<TrustedFiles> {
  const isFolder = (await stat(path)).isDirectory();
  if (!isFolder) return { anchors: await readCertificateFile(path), crls: [], ocspResponses: [] };
  const [anchors, crls, ocspResponses] = await Promise.all([
    readTrustAnchors(path),
    filesIn(path, '.crl'),
    filesIn(path, '.ocsp'),
  ]);
  return { anchors, crls: crls.flatMap(listsIn), ocspResponses };
}

async function filesIn(folder: string, ending: string): Promise<Buffer[]> {
  const names = (await readdir(folder)).filter((name) => extname(name).toLowerCase() === ending).sort();
  return Promise.all(names.map((name) => readFile(join(folder, name))));
}

function listsIn(bytes: Buffer): Uint8Array[] {
  const blocks = pemBlocks(bytes, 'X509 CRL');
  return blocks.length > 0 ? blocks : [bytes];
}
