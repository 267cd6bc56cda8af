import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { appendObjects } from '../../../test/support/painted-over-pdf.ts';
import { sealPdf } from '../../../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../../../test/support/signing-identity.ts';
import { Budget } from './budget.ts';
import { judgeIntegrity, type SignatureIntegrity } from './integrity-judge.ts';
import { PdfDocument } from './pdf-document.ts';
import { dict, name, PdfDict, type PdfObject, PdfReference } from './pdf-objects.ts';
import type { PdfSignature } from './pdf-signature.ts';
import { readSignatures } from './signature-reader.ts';

const identity = makeSigningIdentity('p-256');
const sealed = Buffer.from(sealPdf(drawPdf().bytes, identity));

function judge(pdf: Uint8Array): SignatureIntegrity[] {
  const document = PdfDocument.open(pdf, new Budget());
  return readSignatures(document).map((signature) => judgeIntegrity(document, signature));
}

const [original] = readSignatures(PdfDocument.open(sealed, new Budget())) as [PdfSignature];
const signatureReference = original.reference as PdfReference;

/** The signature dictionary as it can be written anew: same container, any range. */
function signatureDict(
  byteRange: readonly number[],
  entries: Readonly<Record<string, PdfObject>> = {},
): PdfDict {
  const dictionary = PdfDocument.open(sealed, new Budget()).load(signatureReference.number) as PdfDict;
  return dictionary.with({ ByteRange: byteRange, ...entries });
}

const problemsOf = (pdf: Uint8Array) => judge(pdf)[0]?.structureProblems;

describe('the structure of a signature', () => {
  it('is right in a file that was just sealed', () => {
    expect(judge(sealed)).toMatchObject([
      {
        structureProblems: [],
        signerReasons: [],
        coversWholeFile: true,
        isIntact: true,
        isUnchanged: true,
        laterRevisions: 0,
      },
    ]);
  });

  it.each([
    ['three numbers', [0, 10, 20], 'byte-range-malformed'],
    ['six numbers', [0, 10, 20, 10, 40, 10], 'byte-range-malformed'],
    ['a negative number', [0, -10, 20, 10], 'byte-range-malformed'],
    ['a start behind the first byte', [1, 10, 20, 10], 'byte-range-not-from-start'],
    ['parts that overlap', [0, 100, 50, 100], 'byte-range-impossible'],
    ['an end behind the file', [0, 100, 200, 9_999_999], 'byte-range-impossible'],
    ['a gap elsewhere', [0, 100, 200, 100], 'gap-is-not-contents'],
  ])('is wrong with %s in the byte range', (_, byteRange, problem) => {
    const pdf = appendObjects(sealed, () => [
      { number: signatureReference.number, object: signatureDict(byteRange) },
    ]);
    expect(problemsOf(pdf)).toContain(problem);
  });

  it('is wrong when a later revision wraps the signature up again (signature wrapping)', () => {
    const { byteRange } = original;
    const pdf = appendObjects(sealed, () => [
      { number: signatureReference.number, object: signatureDict(byteRange) },
    ]);
    expect(problemsOf(pdf)).toEqual(
      expect.arrayContaining(['gap-is-not-contents', 'signature-not-in-signed-revision']),
    );
    expect(judge(pdf)[0]?.isIntact).toBe(false);
  });

  it.each([
    ['null', null],
    ['missing', undefined],
    ['an empty name', name('')],
  ])('is wrong with a /Contents that is %s (universal forgery)', (_, contents) => {
    const entries = new Map(signatureDict(original.byteRange).entries);
    if (contents === undefined) entries.delete('Contents');
    else entries.set('Contents', contents);
    const pdf = appendObjects(sealed, () => [
      { number: signatureReference.number, object: new PdfDict(entries) },
    ]);
    const [verdict] = judge(pdf);
    expect(verdict?.structureProblems).toContain('contents-not-hexadecimal');
    expect(verdict?.signerReasons).toEqual(['cms-malformed']);
  });

  it('is wrong with white space inside /Contents', () => {
    const twin = Buffer.from(sealed);
    twin.write('  ', original.contentsEnd - 12, 'latin1');
    expect(problemsOf(twin)).toEqual(['contents-not-hexadecimal']);
  });

  it('is wrong when two fields share it', () => {
    const pdf = appendObjects(sealed, (document, next) => {
      const form = document.resolveDict(document.catalog.get('AcroForm')) as PdfDict;
      const fields = form.get('Fields') as readonly PdfObject[];
      const twin = (document.resolve(fields[0]) as PdfDict).with({});
      return [
        { number: next, object: twin },
        {
          number: 1,
          object: document.catalog.with({
            AcroForm: form.with({ Fields: [...fields, new PdfReference(next)] }),
          }),
        },
      ];
    });
    expect(problemsOf(pdf)).toContain('signature-shared-by-fields');
  });

  it.each([
    ['a line end', '\n'],
    ['a comment', '% nothing\n'],
    ['an object without cross-reference (incremental saving)', '5 0 obj\n<<>>\nendobj\n'],
    [
      'a second end that leads to the old table',
      `startxref\n${drawPdf().layout.crossReferenceOffset}\n%%EOF\n`,
    ],
  ])('is wrong when %s is appended', (_, garbage) => {
    const [verdict] = judge(Buffer.concat([sealed, Buffer.from(garbage)]));
    expect(verdict === undefined || !verdict.isIntact).toBe(true);
  });

  it('is wrong with an object that no cross-reference leads to, even before a proper update', () => {
    const stuffed = Buffer.concat([sealed, Buffer.from('\n5 0 obj\n<<>>\nendobj\n')]);
    const update = appendObjects(sealed, () => [{ number: 40, object: dict({}) }]);
    const shift = stuffed.length - sealed.length;
    const text = update.subarray(sealed.length).toString('latin1');
    const moved = text
      .replace(/\d{10}(?= 00000 n)/, (at) => String(Number(at) + shift).padStart(10, '0'))
      .replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + shift}`);
    expect(problemsOf(update)).toEqual([]);
    expect(problemsOf(Buffer.concat([stuffed, Buffer.from(moved, 'latin1')]))).toEqual(['trailing-bytes']);
  });

  it('is wrong when the later revision does not lead back to the signed one', () => {
    const pdf = appendObjects(sealed, () => [{ number: 4, object: dict({}) }]).toString('latin1');
    const at = pdf.lastIndexOf('/Prev ');
    const first = drawPdf().layout.crossReferenceOffset;
    const [verdict] = judge(
      Buffer.from(pdf.slice(0, at) + pdf.slice(at).replace(/\/Prev \d+/, `/Prev ${first}`), 'latin1'),
    );
    expect(verdict === undefined || !verdict.isIntact).toBe(true);
  });
});

describe('the container of a signature', () => {
  const at = original.contentsStart + 1;
  const flipped = (offset: number) => {
    const twin = Buffer.from(sealed);
    twin[at + offset] = twin[at + offset] === 0x30 ? 0x31 : 0x30;
    return twin;
  };

  it('fails with a reason, never with an exception, whichever digit is another', () => {
    const length = original.contents.findLastIndex((byte) => byte !== 0) + 1;
    for (let offset = 0; offset < length * 2; offset += 7) {
      expect(() => judge(flipped(offset))).not.toThrow();
    }
  });

  it('fails over other bytes', () => {
    const twin = Buffer.from(sealed);
    twin.write('LI SI', twin.indexOf('/BaseFont /Helvetica') + 11, 'latin1');
    expect(judge(twin)).toMatchObject([{ signerReasons: ['message-digest-mismatch'], isIntact: false }]);
  });
});

describe('a file with hundreds of signatures', () => {
  it('is more work than the budget allows', () => {
    const pdf = appendObjects(sealed, (document, next) => {
      const fields = Array.from({ length: 201 }, (_, index) => ({
        number: next + index,
        object: dict({ FT: name('Sig'), V: signatureReference }),
      }));
      const form = dict({ Fields: fields.map(({ number }) => new PdfReference(number)) });
      return [...fields, { number: 1, object: document.catalog.with({ AcroForm: form }) }];
    });
    expect(() => judge(pdf)).toThrow('pdf-budget-exceeded');
  });
});
