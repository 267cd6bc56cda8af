import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { fixedClock } from '../../src/shared/clock.ts';
import type { FileReport } from '../../src/verification/command/file-report.ts';
import { verifyCommand } from '../../src/verification/command/verify-command.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { buildInspectionProgram } from '../support/inspection-program.ts';
import { paintOver } from '../support/painted-over-pdf.ts';
import { sealPdf } from '../support/sealed-pdf.ts';
import { makeSigningIdentity } from '../support/signing-identity.ts';

let folder: string;
beforeAll(async () => {
  await buildInspectionProgram();
  folder = await mkdtemp(join(tmpdir(), 'zhaozhang-pictures-'));
  const sealed = Buffer.from(sealPdf(drawPdf({ pages: ['one', 'two'] }).bytes, makeSigningIdentity('p-256')));
  await writeFile(join(folder, 'sealed.pdf'), sealed);
  await writeFile(join(folder, 'painted.pdf'), paintOver(sealed));
}, 30_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(name: string): Promise<FileReport> {
  let printed = '';
  await verifyCommand([join(folder, name), '--json', '--pictures', join(folder, 'pictures')], {
    environment: {},
    clock: fixedClock('2026-11-24T00:00:00Z'),
    print: (text) => {
      printed += text;
    },
    complain: () => undefined,
  });
  return JSON.parse(printed);
}

/** Colour of a point of an A4 page drawn at 96 dpi; in points from the lower left. */
async function colourAt(path: string | null | undefined, xPt: number, yPt: number): Promise<number[]> {
  const left = Math.round((xPt * 96) / 72);
  const top = Math.round(((842 - yPt) * 96) / 72);
  return [
    ...(await sharp(path ?? '')
      .extract({ left, top, width: 1, height: 1 })
      .raw()
      .toBuffer()),
  ];
}

it('draws a page that was painted over as it was signed and as it is, framed where it differs', async () => {
  const { pictures = [] } = await verify('painted.pdf');
  expect(pictures).toEqual([
    { page: 1, before: expect.stringMatching(/-before\.png$/), after: expect.stringMatching(/-after\.png$/) },
  ]);
  const [{ before, after } = {}] = pictures;
  const [was, is] = await Promise.all(
    [before, after].map((path) =>
      sharp(path ?? '')
        .raw()
        .toBuffer(),
    ),
  );
  expect(was?.equals(is ?? Buffer.alloc(0))).toBe(false);
  expect(await colourAt(before, 300, 300)).toEqual([255, 255, 255]);
  const reds = (pixels: Buffer = Buffer.alloc(0)): number => {
    let count = 0;
    for (let at = 0; at < pixels.length; at += 3) if (pixels[at] === 0xd4 && pixels[at + 1] === 0x1b) count++;
    return count;
  };
  expect(reds(was)).toBeGreaterThan(100);
  expect(reds(is)).toBe(reds(was));
});

it('draws nothing of a file without changes', async () => {
  const { pictures } = await verify('sealed.pdf');
  expect(pictures).toEqual([]);
});
