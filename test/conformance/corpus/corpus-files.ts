import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(process.cwd(), '../shared/corpus');

export const hasCorpus = existsSync(join(FOLDER, 'pdf.json'));

/** @param path inside the corpus */
export const corpusFile = (path: string): Buffer => readFileSync(join(FOLDER, path));

/** A table of the corpus; empty where the corpus is not here. */
export const corpusTable = <Row>(path: string): readonly Row[] =>
  hasCorpus ? JSON.parse(corpusFile(path).toString('utf8')) : [];

/** Certificates (DER) of a PEM or DER file. */
export function corpusCertificates(path: string): Buffer[] {
  const bytes = corpusFile(path);
  const blocks = [...bytes.toString('latin1').matchAll(/-----BEGIN[^-]+-----([^-]+)-----END/g)];
  return blocks.length > 0 ? blocks.map(([, body = '']) => Buffer.from(body, 'base64')) : [bytes];
}
