import { randomChunk } from './random-bytes.ts';

describe('randomChunk', () => {
  it('never gives the same bytes again, also past the end of its pool', () => {
    const chunks = Array.from({ length: 2_000 }, () => randomChunk(16).toString('hex'));
    expect(new Set(chunks).size).toBe(2_000);
    expect(chunks.every((chunk) => chunk.length === 32 && !/^0+$/.test(chunk))).toBe(true);
  });
});
