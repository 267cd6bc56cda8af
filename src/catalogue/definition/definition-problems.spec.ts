import { BUSINESS_LICENCE } from '../samples/business-licence/definition.ts';
import { BUSINESS_LICENCE_FACE } from '../samples/business-licence/face.ts';
import { ONE_NAME_SEAL } from '../samples/issuing-profile.ts';
import { choice, number, text } from '../samples/sample-fields.ts';
import { definitionProblems } from './definition-problems.ts';
import type { LicenceTypeDefinition } from './licence-type-definition.ts';

const SEAL = { sealKind: '01', order: 1, certify: false } as const;
const HINT = { zh: '某式', en: 'some form' };
const NAME = ['KZ_X', '甲', 'A', 'public'] as const;

function problemsWith(change: Partial<LicenceTypeDefinition>): string[][] {
  const definition = { ...BUSINESS_LICENCE, ...change };
  return definitionProblems(definition, BUSINESS_LICENCE_FACE).map(({ path, code }) => [path, code]);
}

describe('a definition', () => {
  it('without contradiction has no problem', () => {
    expect(problemsWith({})).toEqual([]);
  });

  it.each<[string, string, Partial<LicenceTypeDefinition>]>([
    ['definition.code-not-of-body', 'definition/code', { code: '11100000MB03271699001' }],
    [
      'definition.bounds-crossed',
      'definition/holders/max',
      { holders: { ...BUSINESS_LICENCE.holders, min: 2 } },
    ],
    [
      'definition.code-type-class',
      'definition/holders/codeTypes',
      { holders: { ...BUSINESS_LICENCE.holders, codeTypes: ['111'] } },
    ],
    [
      'definition.roles-not-max',
      'definition/holders/roles',
      { holders: { ...BUSINESS_LICENCE.holders, roles: [] } },
    ],
    [
      'definition.example-mismatch',
      'definition/numbering/example',
      { numbering: { ...BUSINESS_LICENCE.numbering, example: '1' } },
    ],
    [
      'definition.pattern-invalid',
      'definition/fields/0/pattern',
      { fields: [text(NAME, 9, { pattern: '(', patternHint: HINT })] },
    ],
    [
      'definition.pattern-slow',
      'definition/fields/0/pattern',
      { fields: [text(NAME, 9, { pattern: '(a+)+', patternHint: HINT })] },
    ],
    [
      'definition.hint-missing',
      'definition/fields/0/patternHint',
      { fields: [text(NAME, 9, { pattern: 'a' })] },
    ],
    [
      'definition.bounds-crossed',
      'definition/fields/0',
      { fields: [number(NAME, ['2', '1.5'], 1, ['克', 'g'])] },
    ],
    [
      'definition.duplicate-option',
      'definition/fields/0/options',
      {
        fields: [
          choice(NAME, [
            ['1', '甲', 'A'],
            ['1', '乙', 'B'],
          ]),
        ],
      },
    ],
    ['definition.duplicate-field', 'definition/fields/1/name', { fields: [text(NAME, 9), text(NAME, 9)] }],
    [
      'definition.seal-order',
      'definition/signature',
      { signature: { ...ONE_NAME_SEAL, seals: [{ ...SEAL, order: 2 }] } },
    ],
    [
      'definition.certify-not-first',
      'definition/signature',
      { signature: { ...ONE_NAME_SEAL, seals: [SEAL, { ...SEAL, order: 2, certify: true }] } },
    ],
    [
      'definition.sub-filter-level',
      'definition/signature',
      { signature: { ...ONE_NAME_SEAL, level: 'B-T', subFilter: 'adbe.pkcs7.detached' } },
    ],
    [
      'definition.sub-filter-suite',
      'definition/signature',
      { signature: { ...ONE_NAME_SEAL, subFilter: 'GM.sm2seal' } },
    ],
    [
      'definition.seal-places',
      'faceTemplate/sealPlaces',
      { signature: { ...ONE_NAME_SEAL, seals: [SEAL, { ...SEAL, order: 2 }] } },
    ],
  ])('is refused with %s at %s', (code, path, change) => {
    expect(problemsWith(change)).toContainEqual([path, code]);
  });
});
