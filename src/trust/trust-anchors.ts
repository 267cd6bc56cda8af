import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isSelfIssued, readCertificate } from '../crypto/pki/certificate.ts';
import { writeOnce } from '../platform/storage/write-once.ts';
import { readCertificates } from './certificate-bytes.ts';

const ENDINGS: ReadonlySet<string> = new Set(['.cer', '.crt', '.der', '.pem']);

/**
 * Certificates (DER) in the files of a folder: `.cer`, `.crt`, `.der` or `.pem`, binary or PEM, several a PEM file.
 * No folder, no certificates.
 *
 * @throws Error with the file's name when one of them holds no certificate: a missing anchor must not go unseen
 */
export async function readTrustAnchors(folder: string): Promise<Uint8Array[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => ENDINGS.has(extname(name).toLowerCase())).sort();
  const read = await Promise.all(files.map((name) => readCertificateFile(join(folder, name))));
  return read.flat();
}

/**
 * Takes the self-signed certificates of a file among the trust anchors, each in a file of its own named by its SHA-256.
 *
 * @returns the names of the files
 * @throws Error with the file's name when it holds no certificate, or none that is self-signed
 */
export async function addTrustAnchors(folder: string, path: string): Promise<string[]> {
  const roots = (await readCertificateFile(path)).filter((der) => isSelfIssued(readCertificate(der)));
  if (roots.length === 0) throw new Error(`${path} holds no root: a root is signed by itself`);
  return Promise.all(
    roots.map(async (der) => {
      const name = `${createHash('sha256').update(der).digest('hex').slice(0, 16)}.cer`;
      await writeOnce(join(folder, name), der);
      return name;
    }),
  );
}

/** Certificates (DER) of one file. @throws Error with its name when it holds none */
export async function readCertificateFile(path: string): Promise<Uint8Array[]> {
  const bytes = await readFile(path);
  try {
    return readCertificates(bytes).map(({ der }) => der);
  } catch (cause) {
    throw new Error(`${path} holds no readable certificate: remove it or put the right file there`, {
      cause,
    });
  }
}
