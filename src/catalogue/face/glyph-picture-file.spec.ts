import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFontLibrary } from './face-fonts.ts';
import { readGlyphPictureFile } from './glyph-picture-file.ts';

const GLYPH = {
  codePoint: 'U+10FFFD',
  source: '户口簿复印件',
  reviewedBy: '张审',
  reviewedOn: '2026-11-23',
  segments: [['M', 0, 0], ['L', 900, 0], ['L', 450, 800], ['Z']],
};

describe('a reviewed glyph', () => {
  it('is read from its file', () => {
    expect(readGlyphPictureFile(JSON.stringify(GLYPH))).toMatchObject({ codePoint: 0x10fffd, advance: 1000 });
  });

  it('is refused without a reviewer', () => {
    expect(() => readGlyphPictureFile(JSON.stringify({ ...GLYPH, reviewedBy: undefined }))).toThrow();
  });
});

describe('the operator’s folder of fonts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('adds characters that no font has, and may be absent', () => {
    expect(loadFontLibrary(join(folder, 'absent')).missing('serif', '\u{10fffd}')).toHaveLength(1);
    writeFileSync(join(folder, 'U+10FFFD.glyph.json'), JSON.stringify(GLYPH));
    expect(loadFontLibrary(folder).missing('serif', '\u{10fffd}')).toEqual([]);
  });

  it('names a file that is no font', () => {
    writeFileSync(join(folder, 'broken.ttf'), 'not a font');
    expect(() => loadFontLibrary(folder)).toThrow(/broken\.ttf/);
  });
});
