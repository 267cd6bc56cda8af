import { problemText } from '../../platform/http/problem-texts.ts';
import './field-value-texts.ts';
import { PORTRAIT_MAN } from '../samples/photographs.ts';
import { choice, date, number, optional, person, photo, text, yuan } from '../samples/sample-fields.ts';
import { type FieldDefinition, isIdentityLike } from './field-definition.ts';
import { checkFieldValues } from './field-values.ts';

const base = { label: { zh: '某项', en: 'Something' }, required: true, visibility: 'public' } as const;
const FIELDS: Readonly<Record<string, FieldDefinition>> = {
  text: text(['KZ_A', '名称', 'name', 'public'], 5, {
    minLength: 2,
    pattern: '\\p{Script=Han}+',
    patternHint: { zh: '汉字', en: 'Han characters' },
  }),
  number: number(['KZ_A', '面积', 'area', 'public'], ['0.5', '100'], 2, ['㎡', 'm²']),
  date: { ...date(['KZ_A', '日期', 'date', 'dates']), earliest: '2000-01-01', latest: '2030-12-31' },
  enumeration: choice(['KZ_A', '类型', 'kind', 'public'], [['1', '甲', 'A']]),
  amount: { ...yuan(['KZ_A', '资本', 'capital', 'public']), min: '100', max: '1000' },
  picture: photo(['KZ_A', '照片', 'photo', 'personal'], 50),
  person: person(['KZ_A', '父亲', 'father', 'identity'], ['111']),
  identityNumber: { ...base, name: 'KZ_A', kind: 'identityNumber', codeType: '111' },
  uscc: { ...base, name: 'KZ_A', kind: 'uscc' },
  rows: {
    ...base,
    name: 'KZ_A',
    kind: 'rows',
    minRows: 1,
    maxRows: 2,
    columns: [text(['KZ_B', '栏', 'column', 'public'], 3)],
  },
};
const PERSON = { name: '欧阳㛃', codeType: '111', code: '11010519491231002X' };

/** Path and code of each problem, in order. */
function problemsOf(kind: string, value: unknown): string[][] {
  const field = FIELDS[kind] as FieldDefinition;
  return checkFieldValues([field], { KZ_A: value }).map(({ path, code }) => [path, code]);
}

describe('values of fields', () => {
  it.each([
    ['text', '太行'],
    ['text', '𬀩㛃'],
    ['number', '0.5'],
    ['number', '99.99'],
    ['date', '2026-02-28'],
    ['enumeration', '1'],
    ['amount', '1000'],
    ['picture', PORTRAIT_MAN],
    ['person', PERSON],
    ['identityNumber', '11010519491231002X'],
    ['uscc', '91350100M000100Y43'],
    ['rows', [{ KZ_B: '甲' }, { KZ_B: '乙' }]],
  ])('of kind %s accept %j', (kind, value) => {
    expect(problemsOf(kind, value)).toEqual([]);
  });

  it.each([
    ['text', 5, 'field.type'],
    ['text', '太', 'field.too-short'],
    ['text', '太行太行太行', 'field.too-long'],
    ['text', 'abc', 'field.pattern'],
    ['text', '太\u0000行', 'field.characters'],
    ['text', '太\ud800行', 'field.characters'],
    ['text', '太\u202e行', 'field.characters'],
    ['number', 5, 'field.type'],
    ['number', '1e2', 'field.not-a-number'],
    ['number', '007', 'field.not-a-number'],
    ['number', '0.49', 'field.below-minimum'],
    ['number', '100.01', 'field.above-maximum'],
    ['number', '1.234', 'field.decimals'],
    ['date', '2026-02-29', 'field.not-a-date'],
    ['date', '1999-12-31', 'field.before-earliest'],
    ['date', '2031-01-01', 'field.after-latest'],
    ['enumeration', '2', 'field.not-an-option'],
    ['enumeration', { toString: () => '1' }, 'field.not-an-option'],
    ['amount', '10.00', 'field.not-an-amount'],
    ['amount', '99', 'field.below-minimum'],
    ['amount', '1001', 'field.above-maximum'],
    ['picture', 'x', 'field.type'],
    ['picture', { ...PORTRAIT_MAN, format: 'png' }, 'field.picture-damaged'],
    ['picture', { format: 'jpeg', base64: Buffer.alloc(60_000).toString('base64') }, 'field.picture-size'],
    ['identityNumber', '110105194912310021', 'citizen-number.check'],
    ['uscc', '91350100M000100Y44', 'uscc.check'],
    ['rows', {}, 'field.type'],
    ['rows', [], 'field.too-few-rows'],
    ['rows', [{ KZ_B: '甲' }, { KZ_B: '甲' }, { KZ_B: '甲' }], 'field.too-many-rows'],
  ])('of kind %s refuse %j with %s', (kind, value, code) => {
    expect(problemsOf(kind, value)).toEqual([['KZ_A', code]]);
  });

  it('of persons name the part that is wrong, and every part', () => {
    expect(problemsOf('person', { ...PERSON, name: ' ', code: '1' })).toEqual([
      ['KZ_A/name', 'field.required'],
      ['KZ_A/code', 'citizen-number.form'],
    ]);
    expect(problemsOf('person', { name: '张三' })).toEqual([['KZ_A/code', 'field.required']]);
    expect(problemsOf('person', { ...PERSON, codeType: '414' })).toEqual([
      ['KZ_A/codeType', 'field.not-an-option'],
    ]);
  });

  it('of lists name the row and the column', () => {
    expect(problemsOf('rows', [{ KZ_B: '甲' }, { KZ_B: '甲乙丙丁', KZ_C: 1 }])).toEqual([
      ['KZ_A/1/KZ_B', 'field.too-long'],
      ['KZ_A/1/KZ_C', 'field.unknown'],
    ]);
  });

  it('tell everything at once: what is missing, wrong and unknown', () => {
    const fields = [text(['KZ_A', '甲', 'A', 'public'], 9), optional(text(['KZ_B', '乙', 'B', 'public'], 9))];
    const values = JSON.parse('{"KZ_B": "", "a/b~c": 1, "__proto__": {}}');
    expect(checkFieldValues(fields, values).map(({ path, code }) => [path, code])).toEqual([
      ['KZ_A', 'field.required'],
      ['a~1b~0c', 'field.unknown'],
      ['__proto__', 'field.unknown'],
    ]);
  });

  it('are refused in both languages with the field’s own label', () => {
    const [problem] = checkFieldValues([FIELDS['text'] as FieldDefinition], { KZ_A: 'abc' });
    expect(problemText(problem!.code, 'zh', problem!.params)).toBe('名称应为汉字');
    expect(problemText(problem!.code, 'en', problem!.params)).toBe('name must be Han characters');
  });

  it('never stand in a problem’s parameters', () => {
    const [problem] = checkFieldValues([FIELDS['identityNumber'] as FieldDefinition], {
      KZ_A: '110105194912310021',
    });
    expect(JSON.stringify(problem)).not.toContain('1949');
  });
});

describe('kinds that are always sealed', () => {
  it.each([
    ['person', true],
    ['picture', true],
    ['identityNumber', true],
    ['uscc', false],
    ['rows', false],
  ])('%s: %s', (kind, sealed) => {
    expect(isIdentityLike(FIELDS[kind] as FieldDefinition)).toBe(sealed);
  });

  it('a list with a column that is', () => {
    const rows = { ...FIELDS['rows'], columns: [FIELDS['person']] } as FieldDefinition;
    expect(isIdentityLike(rows)).toBe(true);
  });
});
