import {
  appendObjects,
  CIPHERTEXT,
  ENCRYPTION,
  sealEncryptedPdf,
  type WrittenObjects,
} from '../../../test/support/encrypted-pdf.ts';
import { makeSigningIdentity, type SigningIdentity } from '../../../test/support/signing-identity.ts';
import { documentReport } from '../command/file-report.ts';
import type { FileInspection, InspectionRequest } from './file-inspection.ts';
import { inspectFile } from './inspect-file.ts';

const FIELD =
  '<< /Type /Annot /Subtype /Widget /FT /Tx /T <4669656c64> /V <2233> /Rect [9 9 99 99] /P 3 0 R >>';
const PAGE = '/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]';

describe('a sealed file that needs a password', () => {
  let identity: SigningIdentity;
  let sealed: Buffer;
  beforeAll(() => {
    identity = makeSigningIdentity('p-256');
    sealed = sealEncryptedPdf(identity);
  });

  const inspect = (file: Buffer): Promise<FileInspection> => {
    const request: InspectionRequest = {
      now: '2026-11-24T00:00:00Z',
      recordedAt: null,
      anchors: [Buffer.from(identity.authorityCertificateDer).toString('base64')],
      intermediates: [],
      crls: [],
      ocspResponses: [],
    };
    return inspectFile(file, request);
  };

  it('is judged by its bytes: digest, signature and path', async () => {
    const inspection = await inspect(sealed);
    expect(inspection).toMatchObject({
      form: 'pdf',
      obstacle: null,
      pageCount: 1,
      nothingAdded: { outcome: 'passed', reason: 'whole-document-signed' },
      signatures: [
        {
          signer: { commonName: '晋城市市场监督管理局' },
          facts: {
            unchangedSinceSealing: { outcome: 'passed' },
            signatureHolds: { outcome: 'passed' },
            signerTrusted: { outcome: 'passed' },
          },
        },
      ],
    });
  });

  it('is altered with one byte of its ciphertext changed', async () => {
    const twin = Buffer.from(sealed);
    twin[twin.indexOf('9f86d0')] = 0x38;
    expect((await inspect(twin)).signatures).toMatchObject([{ subIndication: 'HASH_FAILURE' }]);
  });

  const LATER: readonly (readonly [what: string, outcome: string, reason: string, WrittenObjects])[] = [
    ['a filled field', 'unknown', 'content-unread', { 8: FIELD }],
    [
      'validation data, shown on no page',
      'passed',
      'whole-document-signed',
      { 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /DSS 12 0 R >>', 12: '<< /Type /DSS >>' },
    ],
    ['other content on the page', 'failed', 'changed-after-sealing', { 4: CIPHERTEXT.replace('9f', '00') }],
    [
      'the same ciphertext under another number, which decrypts to something else',
      'failed',
      'changed-after-sealing',
      { 3: `<< ${PAGE} /Contents 12 0 R /Annots [5 0 R 8 0 R] >>`, 12: CIPHERTEXT },
    ],
    ['another key', 'failed', 'changed-after-sealing', { 9: ENCRYPTION.replace('/P -4', '/P -1') }],
  ];

  it.each(LATER)('with a later revision of %s: %s, %s', async (_, outcome, reason, objects) => {
    const inspection = await inspect(appendObjects(sealed, objects));
    expect(inspection.signatures).toMatchObject([{ facts: { signatureHolds: { outcome: 'passed' } } }]);
    expect(inspection.nothingAdded).toEqual({ outcome, reason });
    const { conclusion, signatures } = documentReport(inspection);
    expect(conclusion).toBe(outcome === 'failed' ? 'invalid' : 'undecided');
    expect(signatures[0]?.changes.status).toBe(outcome);
  });

  it('says of an encrypted file without a seal that it needs the password', async () => {
    const unsealed = Buffer.from(sealed.toString('latin1').replace('/ByteRange', '/ByteRanke'), 'latin1');
    const plain = Buffer.from(unsealed.toString('latin1').replace('/V 6 0 R', '/V null '), 'latin1');
    expect(await inspect(plain)).toMatchObject({ obstacle: 'password', signatures: [] });
  });
});
