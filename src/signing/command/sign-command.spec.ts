import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { OutsidePki } from '../../../test/factories/outside-pki.ts';
import { makeTestTsa } from '../../../test/factories/test-trust-services.ts';
import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { writeKeyFiles } from '../../../test/support/key-files.ts';
import { OutsideServices } from '../../../test/support/outside-services.ts';
import { sealPdf } from '../../../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../../../test/support/signing-identity.ts';
import { makeTimeStampToken } from '../../crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest } from '../../crypto/cms/time-stamp-request.ts';
import { writeGrantedResponse } from '../../crypto/cms/time-stamp-response.ts';
import { Budget } from '../../crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../crypto/pdf/integrity-judge.ts';
import { readPages } from '../../crypto/pdf/page-tree.ts';
import { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import { readSecurityStore } from '../../crypto/pdf/security-store.ts';
import { readSignatures } from '../../crypto/pdf/signature-reader.ts';
import { signCommand } from './sign-command.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const SUITES = ['p256', 'p384', 'rsa2048', 'sm2'] as const;

describe('zhaozhang sign', () => {
  let folder: string;
  let services: OutsideServices;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhaozhang-sign-'));
    services = await OutsideServices.start();
    const outside = await OutsidePki.on(services, () => NOW);
    for (const suite of SUITES) await writeKeyFiles(folder, outside.pki, suite);
    const authority = await makeTestTsa(outside.pki);
    services.at.set('/tsa', async (body, reply) => {
      const token = await makeTimeStampToken(readTimeStampRequest(body), authority, NOW, Buffer.from([7]));
      reply.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      reply.end(writeGrantedResponse(token));
    });
    const pages = ['Licence of ZHANG SAN', 'Annex'];
    const drawn = drawPdf({ pages }).bytes;
    const identity = makeSigningIdentity('p-256');
    const clear = { r: 0, g: 0, b: 0, alpha: 0 };
    const picture = await sharp({ create: { width: 40, height: 40, channels: 4, background: clear } })
      .png()
      .toBuffer();
    const files: Readonly<Record<string, Uint8Array | string>> = {
      'plain.pdf': drawn,
      'signed.pdf': sealPdf(drawn, identity),
      'certified.pdf': sealPdf(drawn, identity, { certification: 1 }),
      'encrypted.pdf': Buffer.from(
        drawn.toString('latin1').replace('trailer\n<<', 'trailer\n<</Encrypt <<>> '),
        'latin1',
      ),
      'broken.pdf': drawn.subarray(0, drawn.length - 60),
      'seal.png': picture,
      'text.txt': 'hello',
      'password.txt': '密码\n',
      'wrong.txt': '别的\n',
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  });
  afterAll(async () => {
    await services.stop();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => rm(join(folder, 'out.pdf'), { force: true }));

  async function run(line: readonly string[], locale = 'en_GB.UTF-8') {
    let [printed, complaints] = ['', ''];
    const exitCode = await signCommand(
      line.map((arg) => arg.replace(/^@/, `${folder}/`)),
      {
        environment: { LANG: locale },
        now: NOW,
        print: (text) => {
          printed += text;
        },
        complain: (text) => {
          complaints += text;
        },
      },
    );
    return { exitCode, printed, complaints };
  }

  const P256 = ['--key', '@p256.key', '--cert', '@p256.pem', '--chain', '@chain.pem', '--out', '@out.pdf'];
  const PICTURE = ['--picture', '@seal.png'];

  async function sealed() {
    const document = PdfDocument.open(await readFile(join(folder, 'out.pdf')), new Budget());
    const signatures = readSignatures(document);
    const verdicts = signatures.map((signature) => judgeIntegrity(document, signature));
    return { document, signatures, verdicts };
  }

  it.each(SUITES)('seals with a key of %s and names the signer', async (suite) => {
    const key = ['--key', `@${suite}.key`, '--cert', `@${suite}.pem`, '--chain', '@chain.pem'];
    expect(await run(['@plain.pdf', ...key, '--out', '@out.pdf'])).toMatchObject({ exitCode: 0 });
    const { signatures, verdicts } = await sealed();
    expect(verdicts).toMatchObject([{ isIntact: true, coversWholeFile: true }]);
    expect(signatures).toMatchObject([{ signerName: '晋城市民政局', fieldName: 'Seal1' }]);
  });

  it.each([
    ['B-T', 1, 0],
    ['B-LT', 1, 1],
    ['B-LTA', 2, 1],
  ])('reaches %s by authority and responders outside', async (level, count, responses) => {
    const asked = ['--tsa', `${services.origin}/tsa`, '--trust', '@root.pem', '--inside', '127.0.0.1'];
    expect(await run(['@plain.pdf', ...P256, '--level', level, ...asked])).toMatchObject({ exitCode: 0 });
    const { document, verdicts } = await sealed();
    expect(verdicts).toHaveLength(count);
    expect(verdicts.every(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).toBe(true);
    expect(readSecurityStore(document).ocspResponsesDer).toHaveLength(responses);
  });

  it('opens an encrypted key with the password of a file, and signs RSASSA-PSS and GB/T 35275', async () => {
    const rsa = ['--key', '@rsa2048-encrypted.key', '--cert', '@rsa2048.pem', '--pss'];
    const password = ['--password-file', '@password.txt'];
    expect(await run(['@plain.pdf', ...rsa, ...password, '--out', '@out.pdf'])).toMatchObject({
      exitCode: 0,
    });
    expect((await sealed()).verdicts).toMatchObject([{ isIntact: true }]);
    const sm2 = ['--key', '@sm2.key', '--cert', '@sm2.pem', '--gbt35275', '--out', '@out.pdf'];
    expect(await run(['@plain.pdf', ...sm2])).toMatchObject({ exitCode: 0 });
    expect((await sealed()).verdicts).toMatchObject([
      { isIntact: true, signedData: { contentType: '1.2.156.10197.6.1.4.2.1' } },
    ]);
  });

  it('shows the seal at every place asked for, with its line, and leaves earlier seals valid', async () => {
    const places = ['--place', 'keyword:1:ZHANG SAN', '--place', 'edge:right', '--place', 'point:2:60,60'];
    const seen = [...PICTURE, ...places, '--line', '2026年11月23日 第12号'];
    expect(await run(['@signed.pdf', ...P256, ...seen])).toMatchObject({ exitCode: 0 });
    const { document, verdicts } = await sealed();
    expect(verdicts.map(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).toEqual([true, true]);
    const counts = readPages(document).map(({ dict }) => document.resolveArray(dict.get('Annots'))?.length);
    expect(counts).toEqual([3, 2]);
  });

  it.each<[number, string, readonly string[]]>([
    [1, 'certified against any change', ['@certified.pdf', ...P256]],
    [1, 'encrypted', ['@encrypted.pdf', ...P256]],
    [1, 'damaged|incomplete', ['@broken.pdf', ...P256]],
    [1, 'no PDF', ['@text.txt', ...P256]],
    [1, 'does not stand on any', ['@plain.pdf', ...P256, ...PICTURE, '--place', 'keyword:1:（盖章）']],
    [1, 'has 2 pages', ['@plain.pdf', ...P256, ...PICTURE, '--place', 'point:9:50,50']],
    [1, 'minXMm 21', ['@plain.pdf', ...P256, ...PICTURE, '--place', 'point:1:5,50']],
    [1, 'no such signature field', ['@plain.pdf', ...P256, '--place', 'field:Approval']],
    [1, 'picture', ['@plain.pdf', ...P256, '--picture', '@text.txt', '--place', 'point:1:50,50']],
    [2, 'none of the certificates', ['@plain.pdf', ...P256, '--cert', '@p384.pem']],
    [2, 'wrong password', ['@plain.pdf', ...P256, '--key', '@rsa2048-encrypted.key']],
    [2, 'cannot be opened', ['@plain.pdf', ...P256, '--key', '@text.txt']],
    [3, 'time-stamp', ['@plain.pdf', ...P256, '--tsa', 'http://127.0.0.1:9/tsa']],
    [64, '--place', ['@plain.pdf', ...P256, ...PICTURE, '--place', 'point:1:here']],
    [64, '--key is missing', ['@plain.pdf', '--out', '@out.pdf']],
    [64, 'needs --tsa', ['@plain.pdf', ...P256, '--level', 'B-LT']],
    [64, '--line', ['@plain.pdf', ...P256, ...PICTURE, '--place', 'point:1:50,50', '--line', '\u{10ffff}']],
    [74, 'cannot be read', ['@nothing.pdf', ...P256]],
    [74, 'cannot be written', ['@plain.pdf', ...P256, '--out', '@nowhere/out.pdf']],
  ])('ends with %i and says %s', async (exitCode, words, line) => {
    const said = await run(line);
    expect(said.exitCode).toBe(exitCode);
    expect(said.complaints).toMatch(new RegExp(words));
    expect((await readdir(folder)).filter((name) => name.startsWith('out.pdf'))).toEqual([]);
  });

  it('asks for no evidence that cannot be had, and tells why', async () => {
    const asked = ['--level', 'B-LT', '--tsa', `${services.origin}/tsa`, '--trust', '@root.pem'];
    expect(await run(['@plain.pdf', ...P256, ...asked])).toMatchObject({ exitCode: 3 });
  });

  it('speaks Chinese in a Chinese shell', async () => {
    const { complaints } = await run(['@certified.pdf', ...P256], 'zh_CN.UTF-8');
    expect(complaints).toContain('不允许任何后续盖章');
  });
});
