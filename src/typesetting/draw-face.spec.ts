import sharp from 'sharp';
import { SAMPLE_DATA, SAMPLE_DOCUMENT, SAMPLE_TEMPLATE } from '../../test/factories/sample-face.ts';
import { shippedFonts } from '../../test/support/fonts.ts';
import { DomainError } from '../shared/domain-error.ts';
import { compileFace } from './compile-face.ts';
import { drawFace } from './draw-face.ts';
import type { FaceData } from './face-template.ts';
import { previewFace } from './preview-face.ts';

const face = compileFace(SAMPLE_TEMPLATE, shippedFonts());

/** The problems for which a face is refused, as `path code`; none when it is drawn. */
function problemsOf(data: FaceData): string[] {
  try {
    drawFace(face, data, SAMPLE_DOCUMENT);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'face-refused') throw error;
    return error.problems.map(({ path, code, params }) =>
      [path, code, ...(params?.['codePoint'] ? [params['codePoint']] : [])].join(' '),
    );
  }
}

const withTexts = (texts: Record<string, string>): FaceData => ({
  ...SAMPLE_DATA,
  texts: { ...SAMPLE_DATA.texts, ...texts },
});

/** A reproducible stream of numbers below one (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('drawFace', () => {
  it('gives equal bytes for equal input', () => {
    const again = compileFace(SAMPLE_TEMPLATE, shippedFonts());
    const first = Buffer.from(drawFace(face, SAMPLE_DATA, SAMPLE_DOCUMENT).pdf);
    expect(first.equals(drawFace(again, SAMPLE_DATA, SAMPLE_DOCUMENT).pdf)).toBe(true);
  });

  it('gives another identifier to another document', () => {
    const id = (data: FaceData) => drawFace(face, data, SAMPLE_DOCUMENT).layout.permanentId;
    expect(id(SAMPLE_DATA)).not.toEqual(id(withTexts({ holderName: '另一家' })));
  });

  it('tells where everything stands that sealing needs', () => {
    const { pdf, layout } = drawFace(face, SAMPLE_DATA, SAMPLE_DOCUMENT);
    const text = Buffer.from(pdf).toString('latin1');
    expect(text.startsWith('xref\n', layout.crossReferenceOffset)).toBe(true);
    expect(text).toContain(`/Root ${layout.catalogNumber} 0 R`);
    expect(text).toContain(`/Size ${layout.size}`);
    expect(text).toContain(`\n${layout.pages[0]?.number} 0 obj\n<</Type /Page\n`);
  });

  it('refuses with every problem at once, each by its field', () => {
    const problems = problemsOf({
      ...SAMPLE_DATA,
      texts: {
        ...SAMPLE_DATA.texts,
        holderName: '锦'.repeat(80),
        holderCode: '91\u202e14',
        validUntil: '𮯰',
      },
      tables: { holders: [{ name: '甲'.repeat(40), share: '半' }, { name: '乙' }] },
      photos: { photo: { format: 'jpeg', bytes: Buffer.from('not a photo') } },
      checkAddress: 'https://small.example/',
      statement: 'A'.repeat(312),
    });
    expect(problems).toEqual([
      'holderName does-not-fit',
      'holderCode character-not-drawable U+202E',
      'validUntil character-not-drawable U+2EBF0',
      'holders/0/name does-not-fit',
      'holders/1/share value-missing',
      'photo picture-not-readable',
      'checkAddress qr-not-alphanumeric',
      'statement qr-does-not-fit',
    ]);
  });

  it('refuses more rows than the table has, and values that were not given', () => {
    const rows = Array.from({ length: 5 }, () => ({ name: '甲', share: '一' }));
    expect(problemsOf({ ...SAMPLE_DATA, tables: { holders: rows } })).toEqual(['holders too-many-rows']);
    expect(problemsOf({ ...SAMPLE_DATA, texts: {}, tables: {}, photos: {} })).toHaveLength(6);
  });

  it('refuses a photo that would show its dots, and takes one that fills its place', async () => {
    const photo = async (width: number, format: 'png' | 'jpeg') => ({
      format,
      bytes: await sharp({ create: { width, height: width, channels: 3, background: 'grey' } })
        .toFormat(format)
        .toBuffer(),
    });
    expect(problemsOf({ ...SAMPLE_DATA, photos: { photo: await photo(100, 'png') } })).toEqual([
      'photo picture-too-small',
    ]);
    for (const format of ['png', 'jpeg'] as const)
      expect(problemsOf({ ...SAMPLE_DATA, photos: { photo: await photo(441, format) } })).toEqual([]);
    expect(problemsOf({ ...SAMPLE_DATA, photos: { photo: await photo(2400, 'jpeg') } })).toEqual([
      'photo picture-too-large',
    ]);
  });

  it('draws or refuses any text whatever, and never fails otherwise', () => {
    const next = random(20261123);
    const alphabets = [0x80, 0x3000, 0x10000, 0x110000];
    for (let round = 0; round < 400; round++) {
      const limit = alphabets[round % alphabets.length] ?? 0x80;
      const text = Array.from({ length: Math.floor(next() * 60) }, () =>
        String.fromCodePoint(Math.floor(next() * limit)),
      ).join('');
      expect(Array.isArray(problemsOf(withTexts({ holderName: text, scope: text })))).toBe(true);
    }
  });

  it('draws any arrangement of marks, words, spaces and line feeds within its box', () => {
    const next = random(7);
    const stock = [...'照章𬭎，。（）《》“”—… \n12ab', 'Catering', '1234567890'];
    for (let round = 0; round < 400; round++) {
      const scope = Array.from(
        { length: Math.floor(next() * 120) },
        () => stock[Math.floor(next() * stock.length)] ?? '',
      ).join('');
      const problems = problemsOf(withTexts({ scope }));
      expect(['', 'scope does-not-fit']).toContain(problems.join());
    }
  });

  it('draws a character that no font has from its reviewed picture', () => {
    const withPicture = {
      ...face,
      library: face.library.withMorePictures([
        {
          form: 'outline',
          codePoint: 0x2ebf0,
          advance: 1000,
          segments: [['M', 0, 0], ['L', 900, 0], ['L', 400, 800], ['Z']],
        },
      ]),
    };
    const { pdf } = drawFace(withPicture, withTexts({ holderName: '王𮯰' }), SAMPLE_DOCUMENT);
    expect(Buffer.from(pdf).toString('latin1')).toContain('<01><D87ADFF0>');
  });
});

describe('compileFace', () => {
  it('refuses a ground whose captions do not fit or cannot be drawn', () => {
    const [caption] = SAMPLE_TEMPLATE.ground.filter((item) => item.kind === 'caption');
    if (!caption) throw new Error('the sample has no caption');
    const bad = { ...SAMPLE_TEMPLATE, ground: [{ ...caption, text: '长'.repeat(99) }] };
    expect(() => compileFace(bad, shippedFonts())).toThrow('face-template-invalid');
  });
});

describe('previewFace', () => {
  it('draws the same face with marks that it is a sample', () => {
    const drawn = drawFace(face, SAMPLE_DATA, SAMPLE_DOCUMENT);
    const preview = previewFace(face, SAMPLE_DATA, SAMPLE_DOCUMENT);
    expect(preview.pdf.length).toBeGreaterThan(drawn.pdf.length);
    expect(Buffer.from(preview.pdf).toString('latin1')).toContain('/ca 0.25');
  });
});
