import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, PDFNumber, StandardFonts } from 'pdf-lib';
import { drawPdf } from '../../support/drawn-pdf.ts';
import { hybridPdf } from '../../support/hybrid-pdf.ts';
import { libPdfSigner } from '../../support/libpdf-signer.ts';
import { ask, withFolder } from '../../support/pdf-judges.ts';
import { makeSigningIdentity, type SigningIdentity } from '../../support/signing-identity.ts';
import { SEAL_KINDS, type SealingWorld, type SealKind } from './sealing-world.ts';

/** A kind of PDF that comes to be sealed, written by another program where one writes such files. */
export interface SourceKind {
  readonly title: string;
  /** How many seals and signatures it carries already. */
  readonly signatures: number;
  /** Program that must be installed to make it. */
  readonly tool?: string;
  /** Sealed at B-B first and raised to its level later, when the evidence cannot stand in the revision of the seal. */
  readonly isRaised?: true;
  readonly make: (world: SealingWorld, foreign: SigningIdentity) => Promise<Uint8Array>;
}

const P256 = SEAL_KINDS.find(({ algorithm }) => algorithm === 'ecdsa-sha256') as SealKind;
const unsigned = { signatures: 0 } as const;

export const SOURCE_KINDS: readonly SourceKind[] = [
  { title: 'classical', ...unsigned, tool: 'mutool', make: () => rewritten('mutool', ['clean', '-gg']) },
  {
    title: 'cross-reference stream',
    ...unsigned,
    make: async () => drawPdf({ crossReference: 'stream' }).bytes,
  },
  { title: 'object streams', ...unsigned, make: () => draw({ useObjectStreams: true }) },
  { title: 'hybrid', ...unsigned, make: async () => hybridPdf('Licence of ZHANG SAN') },
  { title: 'linearized', ...unsigned, tool: 'qpdf', make: () => rewritten('qpdf', ['--linearize']) },
  {
    title: 'sealed by us',
    signatures: 1,
    make: async (world) => world.seal(await draw(), P256, 'B-B', { fieldName: 'FirstSeal' }),
  },
  {
    title: 'signed by another',
    signatures: 1,
    make: async (_, foreign) => (await libPdfSigner(foreign))(await draw()),
  },
  {
    title: 'certified P=2',
    signatures: 1,
    make: async (world) =>
      world.seal(await draw(), P256, 'B-B', { fieldName: 'FirstSeal', certification: 2 }),
  },
  { title: 'raised later', ...unsigned, isRaised: true, make: () => draw() },
  { title: 'rotated, CropBox, UserUnit', ...unsigned, make: () => draw({ turned: true }) },
];

export const foreignIdentity = (): SigningIdentity => makeSigningIdentity('rsa-2048', 'Foreign Signer');

/** Two pages as `pdf-lib` writes them. */
async function draw({ useObjectStreams = false, turned = false } = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of ['Licence of ZHANG SAN', 'Second page']) {
    const page = document.addPage([595, 842]);
    page.drawText(text, { x: 72, y: 700, size: 24, font });
    if (!turned) continue;
    page.setRotation(degrees(90));
    page.setCropBox(36, 36, 523, 770);
    page.node.set(PDFName.of('UserUnit'), PDFNumber.of(2));
  }
  return document.save({ useObjectStreams });
}

/** The same document as another program writes it. */
function rewritten(program: string, options: readonly string[]): Promise<Buffer> {
  return withFolder(async (folder) => {
    const [input, output] = [join(folder, 'in.pdf'), join(folder, 'out.pdf')];
    await writeFile(input, await draw());
    await ask(program, [...options, input, output]);
    return readFile(output);
  });
}
