import {
  type EnrolmentFacts,
  enrolmentProblems,
  hashOfTypedCode,
  makeEnrolmentCode,
} from './enrolment-code.ts';

describe('an enrolment code', () => {
  it('is recognised as people type it', () => {
    const { written, codeHash } = makeEnrolmentCode();
    expect(written).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = ` ${written.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    for (const one of [written, typed]) expect(hashOfTypedCode(one)?.equals(codeHash)).toBe(true);
  });

  it('is another each time', () => {
    expect(makeEnrolmentCode().codeHash.equals(makeEnrolmentCode().codeHash)).toBe(false);
  });

  it.each(['', 'ABCDE', 'U'.repeat(20), '0'.repeat(21), '0'.repeat(10_000), '零'.repeat(20)])(
    'is not read out of %j',
    (typed) => {
      expect(hashOfTypedCode(typed)).toBeNull();
    },
  );
});

describe('an enrolment', () => {
  const at = new Date('2026-11-23T04:00:00Z');
  const facts = (given: Partial<EnrolmentFacts>): EnrolmentFacts => ({
    expiresAt: new Date('2026-11-23T04:00:01Z'),
    attempts: 0,
    requestedBy: 'first',
    confirmedBy: null,
    accountHoldsRoles: false,
    ...given,
  });

  it('can be used until it expires', () => {
    expect(enrolmentProblems(facts({}), at)).toEqual([]);
    expect(enrolmentProblems(facts({ expiresAt: at }), at)).toEqual(['expired']);
  });

  it('ends with the fifth wrong code', () => {
    expect(enrolmentProblems(facts({ attempts: 4 }), at)).toEqual([]);
    expect(enrolmentProblems(facts({ attempts: 5 }), at)).toEqual(['too-many-attempts']);
  });

  it('of an account that holds roles waits for a second administrator, unless the command made it', () => {
    const holding = { accountHoldsRoles: true };
    expect(enrolmentProblems(facts(holding), at)).toEqual(['not-confirmed']);
    expect(enrolmentProblems(facts({ ...holding, confirmedBy: 'second' }), at)).toEqual([]);
    expect(enrolmentProblems(facts({ ...holding, requestedBy: null }), at)).toEqual([]);
  });
});
