import { carriesSignatureMarks, judgeDamagedSeal } from './pdf-damage.ts';

const SEALED = Buffer.from(
  `%PDF-1.7\n1 0 obj\n<</Type/Sig/ByteRange [0 60 900 100]/Contents<${'30'.repeat(400)}>>>\nendobj\n${' '.repeat(150)}%%EOF\n`,
);

describe('judgeDamagedSeal', () => {
  it('calls what once was sealed, and opens no more, altered', () => {
    const { obstacle, signatures } = judgeDamagedSeal(SEALED, []);
    expect(obstacle).toBeNull();
    expect(signatures[0]).toMatchObject({
      indication: 'TOTAL-FAILED',
      facts: { unchangedSinceSealing: { outcome: 'failed', reason: 'structure-damaged' } },
    });
  });

  it('calls it incomplete only where the end is missing and less is there than was sealed', () => {
    expect(judgeDamagedSeal(SEALED.subarray(0, 700), [])).toMatchObject({
      obstacle: 'incomplete',
      signatures: [],
    });
  });

  it('sees the marks of a seal when one of the two is spoilt', () => {
    const text = SEALED.toString('latin1');
    expect(carriesSignatureMarks(Buffer.from(text.replace('/ByteRange', '/BxteRange')))).toBe(true);
    expect(carriesSignatureMarks(Buffer.from(text.replace('/Contents', '/Cxntents')))).toBe(true);
    expect(carriesSignatureMarks(Buffer.from('%PDF-1.7 about /ByteRange and /Contents'))).toBe(false);
  });
});
