import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleSubject } from '../src/catalogue/face/example-subject.ts';
import { faceDataOf } from '../src/catalogue/face/face-data.ts';
import { LICENCE_TYPE_SAMPLES } from '../src/catalogue/samples/licence-type-samples.ts';
import { SealImpressions } from '../src/seals/seal-impressions.ts';
import { compileFace } from '../src/typesetting/compile-face.ts';
import { drawFace } from '../src/typesetting/draw-face.ts';
import type { FaceData } from '../src/typesetting/face-template.ts';
import { layOutFace } from '../src/typesetting/layout/lay-out-face.ts';
import type { FaceDocument } from '../src/typesetting/pdf/face-document.ts';
import { shippedFonts } from '../test/support/fonts.ts';
import { sealPdf } from '../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../test/support/signing-identity.ts';
import { hasTool } from '../test/support/tools.ts';
import { summary, timed } from './median.ts';
import { makePeer } from './peers/pdf-lib-and-libpdf.ts';
import type { Figure } from './report-table.ts';

const LICENCES = 2_000;
const PEER_LICENCES = 200;
const JUDGED = 50;
const SEAL_MM = 42;
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文辉'];

/** The `index`-th of 2,000 and more names that all differ. */
const nameOf = (index: number): string =>
  [
    SURNAMES[index % 30],
    GIVEN[Math.floor(index / 30) % 30],
    GIVEN[Math.floor(index / 900) % 30],
    '商贸行',
  ].join('');

/** Draws and seals one A4 licence, ours against npm's packages, in turns; checks what came out. */
export async function benchDrawAndSeal(): Promise<Figure[]> {
  const sample = LICENCE_TYPE_SAMPLES.find(({ face }) => face.widthMm === 210) ?? LICENCE_TYPE_SAMPLES[0];
  if (!sample) throw new Error('the catalogue has no sample');
  const library = shippedFonts();
  const face = compileFace(sample.face, library);
  const identity = makeSigningIdentity('rsa-2048');
  const peer = await makePeer(identity);

  const place = { xMm: 140, yMm: 225, widthMm: SEAL_MM, heightMm: SEAL_MM };
  const visible = { pageIndex: 0, place, appearance: await impression(sample.issuerName) };

  const outputs: Uint8Array[] = [];
  const ours = { draw: [] as number[], seal: [] as number[], whole: [] as number[] };
  const theirs: number[] = [];
  const one = (index: number) => {
    const { data, document } = licence(sample, index);
    const startedAt = performance.now();
    const drawn = drawFace(face, data, document);
    const drawnAt = performance.now();
    const sealed = sealPdf(drawn.pdf, identity, { visible }, drawn.layout);
    return { sealed, drawMs: drawnAt - startedAt, sealMs: performance.now() - drawnAt };
  };
  for (let index = 0; index < 50; index += 1) one(index);
  for (let index = 0; index < LICENCES; index += 1) {
    const { sealed, drawMs, sealMs } = one(index);
    outputs.push(sealed);
    ours.draw.push(drawMs);
    ours.seal.push(sealMs);
    ours.whole.push(drawMs + sealMs);
    if (index % (LICENCES / PEER_LICENCES) === 0) {
      const { items } = layOutFace(face.template, licence(sample, index).data, library);
      const { ms } = await timed(async () =>
        peer.seal(await peer.draw(items, face.template.widthMm, face.template.heightMm)),
      );
      theirs.push(ms);
    }
  }
  const judged = judge(outputs);
  const whole = summary(ours.whole);
  const peerWhole = summary(theirs);
  const ratio = peerWhole.median / whole.median;
  const kilobytes = Math.round(summary(outputs.map(({ length }) => length)).median / 1000);
  return [
    {
      what: `draw and seal one A4 licence (RSA-2048, B-B), ${LICENCES} names, ${kilobytes} kB each; ${judged}`,
      ours: `${whole.median.toFixed(2)} ms (draw ${summary(ours.draw).median.toFixed(2)}, seal ${summary(ours.seal).median.toFixed(2)}; p99 ${whole.p99.toFixed(2)})`,
      peer: `pdf-lib + @libpdf/core ${peerWhole.median.toFixed(1)} ms`,
      goal: `${ratio.toFixed(1)} times as fast, asked ≥ 10`,
      met: ratio >= 10,
    },
  ];
}

/** The red round seal of the unit, drawn once as the service does. */
function impression(name: string) {
  const code = '14050000000001';
  const seal = { id: 'bench', name, subLine: null, diameterMm: SEAL_MM, code } as Parameters<
    SealImpressions['appearanceOf']
  >[0];
  return new SealImpressions().appearanceOf(seal);
}

function licence(
  sample: (typeof LICENCE_TYPE_SAMPLES)[number],
  index: number,
): { data: FaceData; document: FaceDocument } {
  const subject = exampleSubject(sample.definition);
  const name = nameOf(index);
  const [first, ...others] = subject.holders;
  const data = faceDataOf(sample.definition, {
    ...subject,
    holders: first ? [{ ...first, name }, ...others] : [],
  });
  const document: FaceDocument = {
    title: sample.definition.name.zh,
    author: sample.issuerName,
    createdAt: new Date('2026-11-23T08:00:00Z'),
    elements: { ZZMC: sample.definition.name.zh, CZZT: name },
    extensions: [],
    attachments: [],
  };
  return { data, document };
}

/** `pdfsig` must call 50 of the files valid and `pdftotext` must find the holder's name in them. */
function judge(outputs: readonly Uint8Array[]): string {
  if (!hasTool('pdfsig') || !hasTool('pdftotext'))
    return 'not judged: pdfsig and pdftotext are not installed';
  const folder = mkdtempSync(join(tmpdir(), 'zz-bench-'));
  try {
    for (let picked = 0; picked < JUDGED; picked += 1) {
      const index = (picked * 7_919) % outputs.length;
      const file = join(folder, `${index}.pdf`);
      writeFileSync(file, outputs[index] ?? new Uint8Array());
      const verdict = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
      const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
      if (!verdict.includes('Signature is Valid') || !text.replaceAll(/\s/g, '').includes(nameOf(index)))
        throw new Error(`licence ${index} is not what it should be:\n${verdict}`);
    }
    return `${JUDGED} judged by pdfsig and pdftotext`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
