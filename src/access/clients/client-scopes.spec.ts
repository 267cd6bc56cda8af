import {
  type ClientScope,
  grantsOfScopes,
  heldOf,
  holdsScope,
  readScopes,
  scopeText,
} from './client-scopes.ts';

const FOOD = '11100000MB0143028R032';
const ROAD = '11100000MB0143028R033';
const scope = (act: string, typeCode: string | null = null, needsPurpose = false): ClientScope => ({
  act,
  typeCode,
  needsPurpose,
});

describe('the scopes of a list', () => {
  it('are acts, some of them bound to a licence type, and read back as they are written', () => {
    const scopes = readScopes(`licence.read licence.issue:${FOOD} licence.read`);
    expect(scopes).toEqual([
      { act: 'licence.read', typeCode: null },
      { act: 'licence.issue', typeCode: FOOD },
    ]);
    expect(scopes?.map(scopeText)).toEqual(['licence.read', `licence.issue:${FOOD}`]);
  });

  it.each([
    '',
    ' ',
    'licence',
    'licence.read  seal.stamp',
    'licence.issue:',
    'licence.issue:x',
    'a.b\u0000',
    '__proto__',
  ])('are none in %j', (list) => {
    expect(readScopes(list)).toBeNull();
  });
});

describe('what a token may have', () => {
  const held = [scope('licence.read'), scope('licence.issue', FOOD)];

  it('is what its client holds, or less', () => {
    expect(holdsScope(held, { act: 'licence.read', typeCode: ROAD })).toBe(true);
    expect(holdsScope(held, { act: 'licence.issue', typeCode: FOOD })).toBe(true);
  });

  it('is never another type, every type or another act', () => {
    expect(holdsScope(held, { act: 'licence.issue', typeCode: ROAD })).toBe(false);
    expect(holdsScope(held, { act: 'licence.issue', typeCode: null })).toBe(false);
    expect(holdsScope(held, { act: 'licence.revoke', typeCode: null })).toBe(false);
  });

  it('shrinks with what its client holds, and takes over that a purpose is needed', () => {
    const named = [
      { act: 'licence.read', typeCode: null },
      { act: 'licence.issue', typeCode: FOOD },
    ];
    expect(heldOf(named, [scope('licence.read', ROAD, true)])).toEqual([scope('licence.read', ROAD, true)]);
    expect(heldOf(named, [scope('licence.issue')])).toEqual([scope('licence.issue', FOOD)]);
    expect(heldOf(named, [scope('licence.revoke')])).toEqual([]);
  });
});

describe('the grants of scopes', () => {
  it('are one for each set of licence types', () => {
    const grants = grantsOfScopes(
      [
        scope('licence.issue', FOOD),
        scope('licence.issue', ROAD),
        scope('licence.change', ROAD),
        scope('licence.change', FOOD),
        scope('licence.search'),
        scope('licence.read', null, true),
        scope('licence.search', FOOD),
      ],
      ['market'],
    );
    expect(grants).toEqual([
      {
        acts: new Set(['licence.issue', 'licence.change']),
        typeCodes: new Set([FOOD, ROAD]),
        needsPurpose: false,
        unitIds: ['market'],
      },
      { acts: new Set(['licence.search']), typeCodes: null, needsPurpose: false, unitIds: ['market'] },
      { acts: new Set(['licence.read']), typeCodes: null, needsPurpose: true, unitIds: ['market'] },
    ]);
  });
});
