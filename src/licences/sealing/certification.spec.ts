import { certificationOf } from './certification.ts';

const seal = (order: number, certify: boolean) => ({ sealKind: '01' as const, order, certify });
const LOCK_ALL = { fieldLock: { action: 'All', fieldNames: [] } };

/** What each seal of a type says, in their order. */
const saidBy = (seals: ReturnType<typeof seal>[]) =>
  seals.map(({ order }) => certificationOf({ seals }, order));

describe('the certification of a licence', () => {
  it('allows nothing to follow where one seal is planned', () => {
    expect(saidBy([seal(1, true)])).toEqual([{ certification: 1 }]);
  });

  it('leaves room for further seals where several are planned, and locks the fields with the last', () => {
    expect(saidBy([seal(1, true), seal(2, false)])).toEqual([{ certification: 2 }, LOCK_ALL]);
    expect(saidBy([seal(1, true), seal(2, false), seal(3, false)])).toEqual([
      { certification: 2 },
      {},
      LOCK_ALL,
    ]);
  });

  it('is left out where the type does not ask for it', () => {
    expect(saidBy([seal(1, false), seal(2, false)])).toEqual([{}, {}]);
  });
});
