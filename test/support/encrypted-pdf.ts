import { createHash } from 'node:crypto';
import { buildSignedAttributes } from '../../src/crypto/cms/signed-attributes.ts';
import { assembleSignedData } from '../../src/crypto/cms/signed-data-writer.ts';
import { type SigningIdentity, signAttributes } from './signing-identity.ts';

/** Objects by number, each as it stands between `obj` and `endobj`. */
export type WrittenObjects = Readonly<Record<number, string>>;

const RESERVED_BYTES = 4_000;
const SECRET = 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184';

/** RC4 by a password that nobody here has: the key need not be right for what is judged by its bytes. */
export const ENCRYPTION = `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${SECRET}> /U <${SECRET}> >>`;

/** What nobody can read: the content of the page, and the value of the field. */
export const CIPHERTEXT = '<< /Length 24 >>\nstream\n9f86d081884c7d659a2feaa0\nendstream';

const OBJECTS: WrittenObjects = {
  1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R >>',
  2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R 8 0 R] >>',
  4: CIPHERTEXT,
  5: '<< /Type /Annot /Subtype /Widget /FT /Sig /T <5365616c> /V 6 0 R /Rect [0 0 0 0] /P 3 0 R >>',
  6: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 ${'*'.repeat(32)}] /Contents <${'0'.repeat(2 * RESERVED_BYTES)}> >>`,
  7: '<< /Fields [5 0 R 8 0 R] /SigFlags 3 >>',
  8: '<< /Type /Annot /Subtype /Widget /FT /Tx /T <4669656c64> /V <0011> /Rect [9 9 99 99] /P 3 0 R >>',
  9: ENCRYPTION,
};

const TRAILER = `/Size 20 /Root 1 0 R /Encrypt 9 0 R /ID [<${SECRET}> <${SECRET}>]`;

/** A file that needs a password, sealed over all of its bytes as a writer that knows the password would. */
export function sealEncryptedPdf(identity: SigningIdentity): Buffer {
  const file = Buffer.from(revisionText('%PDF-1.7\n', OBJECTS, TRAILER), 'latin1');
  const start = file.indexOf('/Contents <') + '/Contents '.length;
  const end = start + 2 * RESERVED_BYTES + 2;
  const range = `${start} ${end} ${file.length - end}`.padEnd(32);
  file.write(range, file.indexOf('*'.repeat(32)), 'latin1');
  const signed = [file.subarray(0, start), file.subarray(end)];
  const messageDigest = createHash('sha256').update(Buffer.concat(signed)).digest();
  const { certificateDer, authorityCertificateDer, algorithm } = identity;
  const signedAttributesDer = buildSignedAttributes({
    messageDigest,
    signerCertificateDer: certificateDer,
    digest: 'sha256',
  });
  const signature = signAttributes(identity, signedAttributesDer);
  const certificatesDer = [certificateDer, authorityCertificateDer];
  const cms = assembleSignedData({ signedAttributesDer, signature, algorithm, certificatesDer });
  file.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1');
  return file;
}

/** Appends a revision of the objects, with a classical cross-reference table. */
export function appendObjects(file: Buffer, objects: WrittenObjects, trailer = TRAILER): Buffer {
  const before = file.toString('latin1');
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(before)?.[1] ?? '0';
  return Buffer.from(revisionText(before, objects, `${trailer} /Prev ${previous}`), 'latin1');
}

function revisionText(before: string, objects: WrittenObjects, trailer: string): string {
  let text = before;
  let rows = 'xref\n';
  for (const [number, object] of Object.entries(objects)) {
    rows += `${number} 1\n${String(text.length).padStart(10, '0')} 00000 n\r\n`;
    text += `${number} 0 obj\n${object}\nendobj\n`;
  }
  return `${text}${rows}trailer\n<< ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
}
