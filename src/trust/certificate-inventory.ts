import { createHash, createPublicKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCertificate } from '../crypto/pki/certificate.ts';
import { formatName } from '../crypto/pki/distinguished-name.ts';
import { isSm2PublicKey } from '../crypto/sm2/sm2-key.ts';
import { certificateDerOf, KeyFile } from './key-file.ts';
import { TOKEN_KEY_ENDING, TokenKeyFile, tokenCertificateOf } from './token-key-file.ts';
import { readCertificateFile } from './trust-anchors.ts';

/** One certificate or key as people ask for it. */
export interface InventoryRow {
  /** Path below `certs/`. */
  readonly file: string;
  readonly subject: string;
  readonly algorithm: string;
  /** Last day, or null for a key without certificate. */
  readonly until: string | null;
  /** Of the certificate's DER, or of SubjectPublicKeyInfo; hex. */
  readonly sha256: string;
  readonly howRemade: string;
}

const REMADE_BY_START = 'remove certs/dev, start the trial: everything there is made anew';
const REMADE_BY_ISSUER = 'fetch it from its issuer, compare the SHA-256 by another way';

/** Everything in `trust/`, `dev/` and `keys/` below the folder of certificates, in the order of file names. */
export async function certificateInventory(certsDir: string): Promise<InventoryRow[]> {
  const anchors = await namesIn(join(certsDir, 'trust'), /\.(cer|crt|der|pem)$/i);
  const rows = await Promise.all(anchors.map((name) => anchorRows(certsDir, `trust/${name}`)));
  for (const folder of ['dev', 'keys']) {
    const names = await namesIn(join(certsDir, folder), /\.json$/);
    rows.push(await Promise.all(names.map((name) => keyRow(certsDir, `${folder}/${name}`))));
  }
  return rows.flat();
}

/** The rows as a Markdown table. */
export function inventoryTable(rows: readonly InventoryRow[]): string {
  const line = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line('file', 'subject', 'algorithm', 'until', 'SHA-256', 'how remade'),
    line('---', '---', '---', '---', '---', '---'),
    ...rows.map(({ file, subject, algorithm, until, sha256, howRemade }) =>
      line(`\`${file}\``, subject, algorithm, until ?? 'for good', `\`${sha256}\``, howRemade),
    ),
  ].join('\n');
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => pattern.test(name)).sort();
}

async function anchorRows(certsDir: string, file: string): Promise<InventoryRow[]> {
  const ders = await readCertificateFile(join(certsDir, file));
  return ders.map((der) => certificateRow(file, der, REMADE_BY_ISSUER));
}

async function keyRow(certsDir: string, file: string): Promise<InventoryRow> {
  const content: unknown = JSON.parse(await readFile(join(certsDir, file), 'utf8'));
  if (file.endsWith(TOKEN_KEY_ENDING)) {
    return certificateRow(file, tokenCertificateOf(TokenKeyFile.parse(content)), REMADE_BY_ISSUER);
  }
  const key = KeyFile.parse(content);
  const howRemade = key.development ? REMADE_BY_START : REMADE_BY_ISSUER;
  const certificateDer = certificateDerOf(key);
  if (certificateDer) return certificateRow(file, certificateDer, howRemade);
  const spkiDer = Buffer.from(key.publicKey, 'base64');
  const subject = `${key.purpose} key of ${key.createdAt.slice(0, 10)}`;
  return { file, subject, algorithm: keyKind(spkiDer), until: null, sha256: sha256Of(spkiDer), howRemade };
}

function certificateRow(file: string, der: Uint8Array, howRemade: string): InventoryRow {
  const { subject, spkiDer, notAfter } = readCertificate(der);
  return {
    file,
    subject: formatName(subject),
    algorithm: keyKind(spkiDer),
    until: notAfter.toISOString().slice(0, 10),
    sha256: sha256Of(der),
    howRemade,
  };
}

function keyKind(spkiDer: Uint8Array): string {
  if (isSm2PublicKey(spkiDer)) return 'SM2';
  const key = createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  return `${key.asymmetricKeyType ?? 'unknown'} ${modulusLength ?? namedCurve ?? ''}`.trim();
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
