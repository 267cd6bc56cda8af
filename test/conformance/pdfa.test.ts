import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';
import sharp from 'sharp';
import { compileFace } from '../../src/typesetting/compile-face.ts';
import { drawFace } from '../../src/typesetting/draw-face.ts';
import { SAMPLE_DATA, SAMPLE_DOCUMENT, SAMPLE_TEMPLATE } from '../factories/sample-face.ts';
import { shippedFonts } from '../support/fonts.ts';
import { sealPdf } from '../support/sealed-pdf.ts';
import { makeSigningIdentity } from '../support/signing-identity.ts';

/*
 * No validator of PDF/A is at hand, so the clauses of ISO 19005-3 that concern what we write are asked one by one of
 * another reader (pdf-lib). What this does not prove is named in docs/known-limits.md.
 */

const face = compileFace(SAMPLE_TEMPLATE, shippedFonts());

async function drawSealed(): Promise<PDFDocument> {
  const photo = sharp({ create: { width: 260, height: 320, channels: 4, background: '#8899aa80' } });
  const data = {
    ...SAMPLE_DATA,
    photos: { photo: { format: 'png', bytes: await photo.png().toBuffer() } as const },
  };
  const { pdf, layout } = drawFace(face, data, SAMPLE_DOCUMENT);
  const sealed = sealPdf(pdf, makeSigningIdentity('p-256'), {}, layout);
  return PDFDocument.load(sealed, { updateMetadata: false, throwOnInvalidObject: true });
}

const document = await drawSealed();
const { catalog, context } = document;
const objects = context.enumerateIndirectObjects().map(([, object]) => object);
const dictionaries = objects.flatMap((object) =>
  object instanceof PDFDict ? [object] : object instanceof PDFRawStream ? [object.dict] : [],
);
const streams = objects.filter((object) => object instanceof PDFRawStream);

const named = (dict: PDFDict, key: string): string | undefined => dict.lookup(PDFName.of(key))?.toString();
const dictAt = (dict: PDFDict, key: string): PDFDict => dict.lookup(PDFName.of(key), PDFDict);
const ofType = (type: string) => dictionaries.filter((dict) => named(dict, 'Type') === `/${type}`);
const streamAt = (dict: PDFDict, key: string): Uint8Array => {
  const stream = dict.lookup(PDFName.of(key));
  if (!(stream instanceof PDFRawStream)) throw new Error(`${key} is no stream`);
  return decodePDFRawStream(stream).decode();
};
const textAt = (dict: PDFDict, key: string): string | undefined => {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : undefined;
};

describe('a sealed face against ISO 19005-3, level B', () => {
  it('has an identifier and is not encrypted (§6.1.3)', () => {
    expect(context.trailerInfo.ID).toBeInstanceOf(PDFArray);
    expect(context.trailerInfo.Encrypt).toBeUndefined();
  });

  it('uses no filter but Flate and DCT, and no external stream data (§6.1.7)', () => {
    const filters = streams.map(({ dict }) => named(dict, 'Filter') ?? 'none');
    expect(['/DCTDecode', '/FlateDecode', 'none']).toEqual(expect.arrayContaining([...new Set(filters)]));
    for (const { dict } of streams)
      expect(['F', 'FFilter', 'FDecodeParms'].some((key) => dict.has(PDFName.of(key)))).toBe(false);
  });

  it('has one output intent with an RGB profile of three components (§6.2.3)', () => {
    const intents = catalog.lookup(PDFName.of('OutputIntents'), PDFArray);
    const intent = intents.lookup(0, PDFDict);
    expect(intents.size()).toBe(1);
    expect(named(intent, 'S')).toBe('/GTS_PDFA1');
    const profile = streamAt(intent, 'DestOutputProfile');
    expect(Buffer.from(profile.subarray(12, 24)).toString('latin1')).toBe('mntrRGB XYZ ');
    expect(Buffer.from(profile).readUInt32BE(0)).toBe(profile.length);
  });

  it('embeds every font program whole, with widths as in the program (§6.2.11)', () => {
    const descendants = ofType('Font').filter((dict) => named(dict, 'Subtype') === '/CIDFontType2');
    expect(descendants.length).toBeGreaterThanOrEqual(4);
    for (const font of descendants) {
      expect(named(font, 'CIDToGIDMap')).toBe('/Identity');
      const program = streamAt(dictAt(font, 'FontDescriptor'), 'FontFile2');
      const widths = font.lookup(PDFName.of('W'), PDFArray).lookup(1, PDFArray);
      expect(widths.asArray().map((width) => (width as PDFNumber).asNumber())).toEqual(advancesOf(program));
    }
  });

  it('has no font that is not embedded', () => {
    const kinds = ofType('Font').map((dict) => named(dict, 'Subtype'));
    expect(['/CIDFontType2', '/Type0']).toEqual(expect.arrayContaining([...new Set(kinds)]));
  });

  it('has no scripts, no actions that PDF/A forbids, no XFA, no alternate images (§6.4 … §6.6)', () => {
    for (const dict of dictionaries) {
      for (const key of ['JS', 'AA', 'OpenAction', 'XFA', 'Alternates', 'OPI', 'TR', 'HTP'])
        expect([key, dict.has(PDFName.of(key))]).toEqual([key, false]);
      expect(named(dict, 'Interpolate')).not.toBe('true');
    }
  });

  it('prints its annotations and hides none (§6.3.2), and never asks to regenerate them (§6.4.1)', () => {
    for (const annotation of ofType('Annot')) {
      const flags = annotation.lookup(PDFName.of('F'), PDFNumber).asNumber();
      expect(flags & 0b100011).toBe(0);
      expect(flags & 0b100).toBe(0b100);
    }
    const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
    expect(form && named(form, 'NeedAppearances')).not.toBe('true');
  });

  it('says the same in XMP and /Info, in an unpacked metadata stream (§6.6)', () => {
    const metadata = catalog.lookup(PDFName.of('Metadata'));
    if (!(metadata instanceof PDFRawStream)) throw new Error('no metadata');
    expect(metadata.dict.has(PDFName.of('Filter'))).toBe(false);
    const xmp = Buffer.from(metadata.contents).toString();
    const info = context.lookup(context.trailerInfo.Info, PDFDict);
    expect(xmp).toContain(`<rdf:li xml:lang="x-default">${textAt(info, 'Title')}</rdf:li>`);
    expect(xmp).toContain(`<dc:creator><rdf:Seq><rdf:li>${textAt(info, 'Author')}</rdf:li></rdf:Seq>`);
    expect(xmp).toContain(`<pdf:Producer>${textAt(info, 'Producer')}</pdf:Producer>`);
    expect(xmp).toContain(`<xmp:CreatorTool>${textAt(info, 'Creator')}</xmp:CreatorTool>`);
    expect(document.getCreationDate()?.toISOString()).toBe('2026-11-23T08:21:42.000Z');
    expect(xmp).toContain('<xmp:CreateDate>2026-11-23T16:21:42+08:00<');
  });

  it('ties every attached file to the document and says what it is (§6.8)', () => {
    const associated = catalog.lookup(PDFName.of('AF'), PDFArray);
    const specifications = ofType('Filespec');
    expect(associated.size()).toBe(specifications.length);
    for (const specification of specifications) {
      expect(named(specification, 'AFRelationship')).toBe('/Data');
      expect(textAt(specification, 'F')).toBe(textAt(specification, 'UF'));
      const file = dictAt(specification, 'EF').lookup(PDFName.of('F'));
      if (!(file instanceof PDFRawStream)) throw new Error('no embedded file');
      // pdf-lib reads the escape #2f as it stands and escapes its mark again.
      expect(named(file.dict, 'Subtype')).toMatch(/^\/text#232f(xml|plain)$/);
      expect(dictAt(file.dict, 'Params').lookup(PDFName.of('Size'), PDFNumber).asNumber()).toBe(
        file.contents.length,
      );
    }
  });

  it('states its language, and its pictures in device colours that the output intent covers', () => {
    expect(textAt(catalog, 'Lang')).toBe('zh-CN');
    const images = streams.filter(({ dict }) => named(dict, 'Subtype') === '/Image');
    expect(images).toHaveLength(2);
    for (const { dict } of images) expect(named(dict, 'ColorSpace')).toMatch(/^\/Device(RGB|Gray)$/);
  });
});

/** Advance widths of a font program in thousandths, straight from its `hmtx`. */
function advancesOf(program: Uint8Array): number[] {
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  const offsets = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + index * 16;
    offsets.set(Buffer.from(program.subarray(at, at + 4)).toString('latin1'), view.getUint32(at + 8));
  }
  const count = view.getUint16((offsets.get('maxp') ?? 0) + 4);
  return Array.from({ length: count }, (_, glyph) => view.getUint16((offsets.get('hmtx') ?? 0) + glyph * 4));
}
