import { SAMPLE_DATA } from '../../../test/factories/sample-face.ts';
import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { appendObjects } from '../../../test/support/painted-over-pdf.ts';
import { drawSampleLicence } from '../../../test/support/sealed-licence.ts';
import { dict, name } from '../../crypto/pdf/pdf-objects.ts';
import { codesOfPages } from './page-codes.ts';

describe('the codes on the pages of a PDF', () => {
  it('are none where the renderer breaks over a page tree that counts a page it has not, and it goes on', async () => {
    const empty = appendObjects(drawPdf().bytes, () => [
      { number: 2, object: dict({ Type: name('Pages'), Kids: [], Count: 1, MediaBox: [0, 0, 300, 144] }) },
    ]);
    expect(await codesOfPages(empty)).toEqual([]);
    expect(await codesOfPages(drawSampleLicence().pdf)).toContain(SAMPLE_DATA.checkAddress);
  });

  it('are none in what is no PDF', async () => {
    expect(await codesOfPages(Buffer.from('%PDF-1.7\nnothing'))).toEqual([]);
  });
});
