import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { compileFace } from '../../src/typesetting/compile-face.ts';
import { drawFace } from '../../src/typesetting/draw-face.ts';
import type { FaceData, FaceTemplate } from '../../src/typesetting/face-template.ts';
import { glyphPictureFromPng } from '../../src/typesetting/fonts/glyph-picture-from-png.ts';
import { srgbProfile } from '../../src/typesetting/pdf/srgb-profile.ts';
import { previewFace } from '../../src/typesetting/preview-face.ts';
import { readQrCodes } from '../../src/verification/inspection/qr-reader.ts';
import { SAMPLE_DATA, SAMPLE_DOCUMENT, SAMPLE_TEMPLATE } from '../factories/sample-face.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { shippedFonts } from '../support/fonts.ts';
import { sealPdf } from '../support/sealed-pdf.ts';
import { makeSigningIdentity } from '../support/signing-identity.ts';
import { itJudgedBy } from '../support/tools.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'typesetting-'));
afterAll(() => rmSync(folder, { recursive: true }));

const library = shippedFonts();
const face = compileFace(SAMPLE_TEMPLATE, library);
const listed = readFileSync('test/fixtures/general-standard-characters.txt', 'utf8').replaceAll('\n', '');

/** Writes a file into the test's folder and gives its path. */
async function save(fileName: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, fileName);
  await writeFile(path, bytes);
  return path;
}

async function drawn(fileName: string, data: FaceData = SAMPLE_DATA, compiled = face): Promise<string> {
  return save(fileName, drawFace(compiled, data, SAMPLE_DOCUMENT).pdf);
}

/** What a judge prints; where it ends with an error, its complaint. */
async function judged(tool: string, ...args: string[]): Promise<string> {
  return run(tool, args, { maxBuffer: 1 << 26 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: { stdout: string; stderr: string }) => `failed: ${error.stdout}${error.stderr}`,
  );
}

const textOf = async (path: string): Promise<string> => (await run('pdftotext', ['-raw', path, '-'])).stdout;

/** The first page as PNG at 150 dpi. */
async function rendered(path: string): Promise<string> {
  const target = path.replace('.pdf', '');
  await run('pdftoppm', ['-r', '150', '-png', '-singlefile', path, target]);
  return `${target}.png`;
}

/** The columns `emb sub uni` of each font. */
async function fontColumns(path: string): Promise<string[]> {
  const { stdout } = await run('pdffonts', [path]);
  return stdout
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => /(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$/.exec(line)?.slice(1, 4).join(' ') ?? line);
}

describe('fonts of a drawn face', () => {
  itJudgedBy('pdffonts')('are embedded, subset and mapped to Unicode; a bare Helvetica is not', async () => {
    expect(new Set(await fontColumns(await drawn('fonts.pdf')))).toEqual(new Set(['yes yes yes']));
    expect(await fontColumns(await save('bare.pdf', drawPdf().bytes))).toEqual(['no no no']);
  });

  itJudgedBy('pdftotext')('give the text back, rare characters beyond the basic plane too', async () => {
    const text = await textOf(await drawn('text.pdf'));
    for (const value of [
      '锦城市𬭎𬱟老灶火锅有限公司',
      '二〇三一年十一月二十二日',
      '王㐂贵',
      '91140500MA0XXXXX5T',
    ])
      expect(text).toContain(value);
  });

  itJudgedBy('pdftotext')('give captions and slots in the order of the template', async () => {
    const text = await textOf(await drawn('order.pdf'));
    const places = ['食品经营许可证', '经营者名称', '锦城市𬭎', '热食类', '二〇三一', '欧阳芷若'].map(
      (part) => text.indexOf(part),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  itJudgedBy('pdftotext', 'qpdf')(
    'give back all 8,105 characters of the national list from one page',
    async () => {
      const [slot] = SAMPLE_TEMPLATE.slots;
      if (slot?.kind !== 'text') throw new Error('the sample has changed');
      const page: FaceTemplate = {
        ...SAMPLE_TEMPLATE,
        ground: [],
        slots: [
          {
            ...slot,
            xMm: 10,
            yMm: 10,
            widthMm: 190,
            heightMm: 270,
            sizePt: 5,
            minSizePt: 5,
            maxLines: 200,
            lineHeight: 1.2,
          },
        ],
      };
      const data = { ...SAMPLE_DATA, texts: { holderName: listed } };
      const path = await drawn('list.pdf', data, compileFace(page, library));
      expect((await textOf(path)).replace(/\s/g, '')).toBe(listed);
      expect(await judged('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    },
  );

  itJudgedBy('pdftotext', 'pdftoppm')(
    'show a reviewed picture in place with its code point in the text',
    async () => {
      const rare = '\u{2ebf0}';
      const png = await sharp({ create: { width: 200, height: 200, channels: 3, background: 'black' } })
        .png()
        .toBuffer();
      const withPicture = { ...face, library: library.withMorePictures([glyphPictureFromPng(0x2ebf0, png)]) };
      const data = { ...SAMPLE_DATA, texts: { ...SAMPLE_DATA.texts, holderName: `王${rare}明` } };
      const path = await drawn('picture.pdf', data, withPicture);
      expect(await textOf(path)).toContain(`王${rare}明`);
      expect((await run('pdftotext', [path, '-'])).stdout).toContain(`王${rare}明`);
      const ink = await sharp(await rendered(path))
        .extract({ left: 389, top: 434, width: 12, height: 12 })
        .greyscale()
        .raw()
        .toBuffer();
      expect(Math.max(...ink)).toBeLessThan(40);
    },
  );
});

describe('the file', () => {
  itJudgedBy('qpdf')('is clean for qpdf, which finds a twin whose offsets were shifted', async () => {
    const path = await drawn('clean.pdf');
    expect(await judged('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    const bytes = readFileSync(path);
    const twin = Buffer.concat([bytes.subarray(0, 15), Buffer.from('%\n'), bytes.subarray(15)]);
    expect(await judged('qpdf', '--check', await save('shifted.pdf', twin))).toMatch(/WARNING|failed/);
  });

  itJudgedBy('mutool')('is drawn by another engine without a warning', async () => {
    const path = await drawn('mutool.pdf');
    expect(await judged('mutool', 'draw', '-q', '-o', join(folder, 'mutool.png'), path)).toMatch(
      /^(warning: ICC support is not available\n)?$/,
    );
  });

  itJudgedBy('pdfinfo')('says in /Info what it says in XMP', async () => {
    const path = await drawn('info.pdf');
    const info = await judged('pdfinfo', '-isodates', path);
    expect(info).toMatch(/Title: +食品经营许可证/);
    expect(info).toMatch(/Author: +锦城市市场监督管理局/);
    expect(info).toMatch(/CreationDate: +2026-11-23T16:21:42\+08/);
    expect(await judged('pdfinfo', '-meta', path)).toContain('<xmp:CreateDate>2026-11-23T16:21:42+08:00');
  });

  itJudgedBy('pdfdetach')('carries the metadata and what was attached', async () => {
    const path = await drawn('attached.pdf');
    await run('pdfdetach', ['-saveall', '-o', folder, path]);
    expect(readFileSync(join(folder, 'metadata.xml'), 'utf8')).toContain('<ZZBH name="证照编号"');
    expect(readFileSync(join(folder, 'statement.txt'), 'latin1')).toBe(SAMPLE_DATA.statement);
  });

  it('has metadata that are well-formed XML, whatever stands in a field', async () => {
    // librsvg reads with libxml2 and refuses a picture whose XML is broken anywhere.
    const parse = (xml: string) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><metadata>${xml}</metadata></svg>`,
        ),
      ).toBuffer();
    const document = { ...SAMPLE_DOCUMENT, title: '<&>"\u0001', elements: { ZZMC: ']]><x>' } };
    const text = Buffer.from(drawFace(face, SAMPLE_DATA, document).pdf).toString('utf8');
    const packet = text.slice(text.indexOf('<x:xmpmeta'), text.indexOf('<?xpacket end'));
    await expect(parse(packet)).resolves.toBeInstanceOf(Uint8Array);
    await expect(parse(packet.replace('&lt;', '<'))).rejects.toThrow();
  });

  it('has an output intent whose profile leaves sRGB pixels as they are', async () => {
    const profile = await save('srgb.icc', srgbProfile());
    const colours = Buffer.from([
      0, 0, 0, 255, 255, 255, 200, 16, 46, 20, 130, 90, 128, 128, 128, 3, 77, 250,
    ]);
    const raw = { raw: { width: 6, height: 1, channels: 3 } } as const;
    const tagged = await sharp(colours, raw).withIccProfile(profile).png().toBuffer();
    expect((await sharp(tagged).metadata()).icc).toBeDefined();
    const back = await sharp(tagged).toColourspace('srgb').raw().toBuffer();
    back.forEach((value, index) => {
      expect(Math.abs(value - (colours[index] ?? 0))).toBeLessThanOrEqual(1);
    });
  });

  itJudgedBy('pdfsig', 'qpdf')('is sealed by its known layout exactly as by reading it', async () => {
    const identity = makeSigningIdentity('p-256');
    const { pdf, layout } = drawFace(face, SAMPLE_DATA, SAMPLE_DOCUMENT);
    const known = Buffer.from(sealPdf(pdf, identity, {}, layout));
    const read = Buffer.from(sealPdf(pdf, identity, {}));
    expect(known.length).toBe(read.length);
    const path = await save('sealed.pdf', known);
    expect(await judged('pdfsig', '-nocert', path)).toContain('Signature is Valid');
    expect(await judged('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    const twin = Buffer.from(known);
    twin[200] = (twin[200] ?? 0) ^ 1;
    expect(await judged('pdfsig', '-nocert', await save('twin.pdf', twin))).not.toContain(
      'Signature is Valid',
    );
  });
});

describe('codes on a face', () => {
  itJudgedBy('pdftoppm', 'zbarimg')(
    'are read at 150 dpi by zbarimg, and not where they are painted over',
    async () => {
      const png = await rendered(await drawn('codes.pdf'));
      const read = await judged('zbarimg', '-q', '--raw', png);
      expect(read).toContain(SAMPLE_DATA.checkAddress);
      expect(read).toContain(SAMPLE_DATA.statement);
      const bar = { create: { width: 1240, height: 330, channels: 3, background: 'white' } } as const;
      const twin = await sharp(png)
        .composite([{ input: bar, left: 0, top: 1330 }])
        .png()
        .toBuffer();
      const silent = await judged('zbarimg', '-q', '--raw', await save('painted.png', twin));
      expect(silent).not.toContain('HTTPS');
    },
  );

  itJudgedBy('pdftoppm')('are read at 150 dpi by the reader of the service', async () => {
    const { data, info } = await sharp(await rendered(await drawn('codes-zxing.pdf')))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const codes = await readQrCodes({
      data: new Uint8ClampedArray(data),
      width: info.width,
      height: info.height,
    });
    expect(new Set(codes)).toEqual(new Set([SAMPLE_DATA.checkAddress, SAMPLE_DATA.statement]));
  });

  itJudgedBy('pdftotext')('have the token beneath in groups of five', async () => {
    expect(await textOf(await drawn('token.pdf'))).toContain('A1B2C 3D4E5 F6G7H 8J9K0');
  });
});

describe('a preview', () => {
  itJudgedBy('pdftotext')('says that it is a sample', async () => {
    const path = await save('preview.pdf', previewFace(face, SAMPLE_DATA, SAMPLE_DOCUMENT).pdf);
    expect(await textOf(path)).toMatch(/样\s*本\s*SAMPLE/);
    expect(await textOf(await drawn('no-preview.pdf'))).not.toContain('样');
  });
});
