import { ownLogEntry } from './own-log-entry.ts';

const ID = '5b0c2f6e-6f0c-4a7c-9f3e-6f2f0d9b0a01';
const UNIT = '7c1d3e5f-6f0c-4a7c-9f3e-6f2f0d9b0a02';
const BODY = {
  id: ID,
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  at: '2026-03-02T00:00:00.000Z',
  act: 'licence.read',
  outcome: 'succeeded',
  caller: { kind: 'staff', id: 'account-1', unit: UNIT },
  client: { prefix: '192.0.2.0/24', address: 'c1:x' },
  officer: 'c1:y',
  case: 'JC-1',
  purpose: '办理变更',
  request: ID,
  object: { kind: 'licence', id: ID },
  v: 1,
};
const shown = (change: object) =>
  ownLogEntry({ place: 7, recordedAt: BODY.at, body: { ...BODY, ...change } }, 'me');

describe('what a holder may see of an entry about their licence', () => {
  it('is act, time, unit, purpose and result, and nothing else', () => {
    expect(shown({})).toEqual({
      id: ID,
      at: BODY.at,
      act: 'licence.read',
      outcome: 'succeeded',
      code: null,
      by: 'unit',
      unitId: UNIT,
      purpose: '办理变更',
    });
  });

  it('names nobody where it was anyone, this service or the holder', () => {
    const purposeless = { unitId: null, purpose: null };
    expect(shown({ caller: { kind: 'anonymous' } })).toMatchObject({ by: 'anyone', ...purposeless });
    expect(shown({ caller: { kind: 'system', id: 'archive' } })).toMatchObject({
      by: 'service',
      ...purposeless,
    });
    expect(shown({ caller: { kind: 'holder', id: 'me' } })).toMatchObject({ by: 'self', ...purposeless });
  });

  it('is nothing where it is another holder’s affair', () => {
    const theirs = { act: 'own-licence.read-file', caller: { kind: 'holder', id: 'wife' } };
    expect(shown(theirs)).toBeNull();
    expect(shown({ ...theirs, outcome: 'failed' })).toBeNull();
    expect(shown({ ...theirs, caller: { kind: 'holder', id: 'me' } })).not.toBeNull();
  });

  it('is that somebody tried, or checked it as anyone can, where they are signed in as another person', () => {
    const caller = { kind: 'holder', id: 'stranger' };
    expect(shown({ act: 'own-licence.read', outcome: 'refused', caller })).toMatchObject({ by: 'anyone' });
    expect(shown({ act: 'verification.token', caller })).toMatchObject({ by: 'anyone' });
  });

  it.each([{ id: 1 }, { caller: null }, { at: 'yesterday' }, { outcome: 'maybe' }])(
    'is nothing where the entry is none of the frozen form: %j',
    (change) => {
      expect(shown(change)).toBeNull();
    },
  );
});
