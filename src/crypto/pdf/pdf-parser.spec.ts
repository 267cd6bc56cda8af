import { Budget } from './budget.ts';
import { PdfDict, PdfName, type PdfObject, PdfReference, PdfString } from './pdf-objects.ts';
import { PdfParser } from './pdf-parser.ts';
import { ByteSink, writeObject } from './pdf-serializer.ts';

const parse = (text: string, budget = new Budget()): PdfObject =>
  new PdfParser(Buffer.from(text, 'latin1'), 0, budget, true).readObject();

const textOf = (object: PdfObject): string => Buffer.from((object as PdfString).bytes).toString('latin1');

describe('the PDF parser', () => {
  it.each([
    ['null', null],
    ['true', true],
    [' % a comment\r\n false', false],
    ['-12', -12],
    ['+.5', 0.5],
    ['4.', 4],
    ['0012', 12],
  ])('reads “%s”', (text, value) => {
    expect(parse(text)).toBe(value);
  });

  it('reads names with their hexadecimal escapes', () => {
    expect(parse('/A#42#20C')).toEqual(new PdfName('AB C'));
  });

  it.each([
    ['(a(b)c\\)\\\\)', 'a(b)c)\\'],
    ['(\\101\\7\\n\\x)', 'A\x07\nx'],
    ['(a\\\r\nb\r\nc)', 'ab\nc'],
    ['<48 65\n6c6C6f>', 'Hello'],
    ['<484>', 'H@'],
  ])('reads the string “%s”', (text, value) => {
    expect(textOf(parse(text))).toBe(value);
  });

  it('records where a string stands, with its delimiters', () => {
    const dict = parse('<</Contents <beef>>>') as PdfDict;
    expect(dict.get('Contents')).toMatchObject({ start: 12, end: 18, form: 'hex' });
  });

  it('tells references from numbers', () => {
    expect(parse('[1 0 R 2 3 4 0 R 5]')).toEqual([new PdfReference(1), 2, 3, new PdfReference(4), 5]);
  });

  it('says when a dictionary has a key twice', () => {
    expect(parse('<</A 1/B 2/A 3>>')).toMatchObject({ hasDuplicateKeys: true });
  });

  it.each(['', '<</A', '<</A 1', '[1 2', '(a', '<zz>', '<12', '1e5', '--1', 'nul', '<<1 2>>', '}'])(
    'refuses “%s” as damaged',
    (text) => {
      expect(() => parse(text)).toThrow('pdf-object-damaged');
    },
  );

  it('ends endless nesting by its budget', () => {
    expect(() => parse('['.repeat(1_000_000))).toThrow('pdf-budget-exceeded');
    expect(() => parse('[0 0 0 0 0 0]', new Budget({ steps: 5 }))).toThrow('pdf-budget-exceeded');
  });

  it('reads back what the serializer writes', () => {
    const text = '<</Type /A#20B\n/T (a\\(\\)\\\\\\r)\n/N [1 -0.5 0.00001 null true 3 0 R]\n/D <<>>\n>>';
    const sink = new ByteSink(4);
    writeObject(sink, parse(text), new Map());
    expect(sink.view().toString('latin1')).toBe(text);
  });
});
