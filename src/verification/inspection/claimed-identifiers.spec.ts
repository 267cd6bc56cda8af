import { SAMPLE_DOCUMENT } from '../../../test/factories/sample-face.ts';
import { claimedIdentifiersIn } from './claimed-identifiers.ts';

const IDENTIFIER = String(SAMPLE_DOCUMENT.elements.ZZBS);
const MEBIBYTE = 1 << 20;

describe('identifiers that a file claims', () => {
  it.each([0, MEBIBYTE - 90, MEBIBYTE - 40, MEBIBYTE - 1, MEBIBYTE, 3 * MEBIBYTE - 50])(
    'are found wherever they stand: at %d',
    (at) => {
      const file = Buffer.alloc(4 * MEBIBYTE, 0x20);
      file.write(IDENTIFIER, at, 'latin1');
      expect(claimedIdentifiersIn(file)).toEqual([IDENTIFIER]);
    },
  );

  it('are told once each, and only where the check character is right', () => {
    const wrong = IDENTIFIER.slice(0, -1) + (IDENTIFIER.endsWith('K') ? 'L' : 'K');
    expect(claimedIdentifiersIn(Buffer.from(`${IDENTIFIER} ${wrong} ${IDENTIFIER}`))).toEqual([IDENTIFIER]);
  });
});
