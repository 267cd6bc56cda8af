import { makeElectronicSeal } from '../../src/crypto/ses/seal-writer.ts';
import { makeSealWorld } from '../factories/test-seals.ts';
import { askPdfbox, itJudgedByBouncyCastle } from '../support/bouncy-castle.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { sealPdfNationally } from '../support/national-sealed-pdf.ts';

const SIGNED_AT = new Date('2026-11-23T08:00:00Z');

/** One byte of the page is another, and the file stays readable. */
function withOtherPage(pdf: Uint8Array): Buffer {
  const twin = Buffer.from(pdf);
  twin[twin.indexOf('/MediaBox') + 14] = 0x37;
  return twin;
}

describe('our seal of GB/T 38540 before Bouncy Castle', () => {
  itJudgedByBouncyCastle('holds, not over another page, and not where another made the seal', async () => {
    const world = await makeSealWorld();
    const pdf = await sealPdfNationally(drawPdf().bytes, world, SIGNED_AT);
    const { certificateDer } = world.maker;
    const sealDer = await makeElectronicSeal(world.content, { certificateDer, key: world.pki.unit.key });
    const forged = await sealPdfNationally(drawPdf().bytes, { ...world, sealDer }, SIGNED_AT);
    expect(await askPdfbox(withOtherPage(pdf), forged, pdf)).toEqual([
      'digest differs',
      'signature of the seal differs',
      'holds at B-B',
    ]);
  });
});
