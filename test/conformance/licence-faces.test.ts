import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTrialBand } from '../../src/catalogue/face/trial-band.ts';
import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import { sampleFaceData } from '../../src/catalogue/samples/sample-face-data.ts';
import { compileFace } from '../../src/typesetting/compile-face.ts';
import { drawFace } from '../../src/typesetting/draw-face.ts';
import { shippedFonts } from '../support/fonts.ts';
import { itJudgedBy } from '../support/tools.ts';

const EXAMPLES = LICENCE_TYPE_SAMPLES.flatMap((sample) =>
  sample.examples.map((example) => ({
    title: `${sample.definition.name.zh}: ${example.title}`,
    sample,
    example,
  })),
);

describe('the faces of the starting catalogue', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faces-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The path of the example's PDF, drawn as a trial installation draws it. */
  function draw({ sample, example }: (typeof EXAMPLES)[number]): string {
    const face = compileFace(withTrialBand(sample.face), shippedFonts());
    const document = {
      title: sample.definition.name.zh,
      author: sample.issuerName,
      createdAt: new Date('2026-11-23T00:00:00Z'),
      elements: {},
      extensions: [],
      attachments: [],
    };
    const path = join(folder, 'face.pdf');
    writeFileSync(path, drawFace(face, sampleFaceData(sample, example), document).pdf);
    return path;
  }

  function codesOf(path: string): string[] {
    return execFileSync('zbarimg', ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', path], { stdio: 'pipe' })
      .toString()
      .trim()
      .split('\n');
  }

  for (const entry of EXAMPLES) {
    itJudgedBy('pdftotext')(`${entry.title} has its holders, number and trial mark as text`, () => {
      const text = execFileSync('pdftotext', ['-raw', draw(entry), '-'])
        .toString()
        .replace(/\s/g, '');
      for (const holder of entry.example.holders) expect(text).toContain(holder.name);
      expect(text).toContain(entry.example.licenceNumber);
      expect(text).toContain('测试证照，没有法律效力');
    });

    itJudgedBy('pdftoppm', 'zbarimg')(
      `${entry.title} has codes that are read at 150 dpi`,
      () => {
        const data = sampleFaceData(entry.sample, entry.example);
        const hasStatement = entry.sample.face.slots.some(
          (slot) => slot.kind === 'qr' && slot.content === 'statement',
        );
        execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', draw(entry), join(folder, 'page')]);
        const expected = [data.checkAddress, ...(hasStatement ? [data.statement] : [])].sort();
        expect(codesOf(join(folder, 'page.png')).sort()).toEqual(expected);
      },
      60_000,
    );
  }
});
