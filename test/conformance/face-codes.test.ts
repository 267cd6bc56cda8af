import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleSubject } from '../../src/catalogue/face/example-subject.ts';
import { faceDataOf } from '../../src/catalogue/face/face-data.ts';
import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import { degradationOf, degradePicture } from '../../src/demo/degrade-picture.ts';
import { printPage } from '../../src/demo/print-page.ts';
import { compileFace } from '../../src/typesetting/compile-face.ts';
import { drawFace } from '../../src/typesetting/draw-face.ts';
import type { FaceData } from '../../src/typesetting/face-template.ts';
import { codesOfPicture } from '../../src/verification/inspection/picture-codes.ts';
import { shippedFonts } from '../support/fonts.ts';
import { hasTool } from '../support/tools.ts';

const PICTURES = 100;
const ENOUGH = 95;
const PRINT_DPI = 150;
const MINUTES = 60_000;

describe('the codes on the faces, on 100 poor pictures of a print (150 dpi, tilt 1 to 5 degrees, JPEG 60, noise)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'face-codes-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  for (const sample of LICENCE_TYPE_SAMPLES) {
    const { definition, face } = sample;
    const data = faceDataOf(definition, exampleSubject(definition));
    const hasStatement = face.slots.some((slot) => slot.kind === 'qr' && slot.content === 'statement');
    const wanted = [data.checkAddress, ...(hasStatement ? [data.statement] : [])];

    it(
      `${definition.name.zh} is read at least ${ENOUGH} times by the service${hasTool('zbarimg') ? ' and by zbarimg' : ' (zbarimg is not installed and was not asked)'}`,
      async () => {
        const page = await printPage(draw(sample, data), PRINT_DPI);
        const readings = { service: new Map<string, number>(), zbarimg: new Map<string, number>() };
        for (let index = 0; index < PICTURES; index += 1) {
          const picture = await degradePicture(page, degradationOf(index));
          const file = join(folder, `${index}.jpg`);
          writeFileSync(file, picture);
          const read = await codesOfPicture(picture);
          count(readings.service, read.kind === 'read' ? read.codes : []);
          if (hasTool('zbarimg')) count(readings.zbarimg, codesByZbar(file));
        }
        const judges = hasTool('zbarimg') ? (['service', 'zbarimg'] as const) : (['service'] as const);
        const tally = judges.flatMap((judge) => wanted.map((code) => readings[judge].get(code) ?? 0));
        expect({ tally, enough: tally.every((times) => times >= ENOUGH) }).toEqual({ tally, enough: true });
      },
      5 * MINUTES,
    );
  }

  function codesByZbar(file: string): string[] {
    try {
      const options = { stdio: ['ignore', 'pipe', 'ignore'] as ('ignore' | 'pipe')[] };
      const read = execFileSync('zbarimg', ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', file], options);
      return read.toString().trim().split('\n');
    } catch {
      // zbarimg ends with 4 when it finds nothing.
      return [];
    }
  }
});

function draw(
  { definition, face, issuerName }: (typeof LICENCE_TYPE_SAMPLES)[number],
  data: FaceData,
): Uint8Array {
  const document = {
    title: definition.name.zh,
    author: issuerName,
    createdAt: new Date('2026-11-23T00:00:00Z'),
    elements: {},
    extensions: [],
    attachments: [],
  };
  return drawFace(compileFace(face, shippedFonts()), data, document).pdf;
}

function count(tally: Map<string, number>, codes: readonly string[]): void {
  for (const code of new Set(codes)) tally.set(code, (tally.get(code) ?? 0) + 1);
}
