import type { Seal } from './seal.ts';
import { chooseSeal } from './seal-choice.ts';

const NOW = new Date('2026-11-23T00:00:00Z');
const MAIN: Seal = {
  id: 'main',
  unitId: 'unit',
  code: '14050000000001',
  name: '晋城市公安局',
  subLine: null,
  kind: 'legal-name',
  diameterMm: 42,
  state: 'active',
  keyId: 'key',
  certificateDer: Buffer.alloc(0),
  isSm2: false,
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validUntil: new Date('2028-01-01T00:00:00Z'),
};
const SPECIAL: Seal = {
  ...MAIN,
  id: 'special',
  kind: 'business',
  name: '晋城市公安局户政专用章',
  subLine: '户政专用章',
};
const seals = [MAIN, SPECIAL];

describe('chooseSeal', () => {
  it('takes the seal of the kind asked for', () => {
    expect(chooseSeal(seals, { sealKind: '01', order: 1, certify: false }, 'p256', NOW)).toBe(MAIN);
  });

  it('takes the seal for one business by its second line', () => {
    const requirement = { sealKind: '99', order: 1, certify: false, subLine: '户政专用章' } as const;
    expect(chooseSeal(seals, requirement, 'p256', NOW)).toBe(SPECIAL);
    expect(chooseSeal(seals, { ...requirement, subLine: '婚姻登记专用章' }, 'p256', NOW)).toBeNull();
  });

  it('takes the one with an SM2 key exactly where SM2 is asked for', () => {
    const national: Seal = { ...MAIN, id: 'national', isSm2: true };
    const requirement = { sealKind: '01', order: 1, certify: false } as const;
    expect(chooseSeal([national, MAIN], requirement, 'sm2', NOW)).toBe(national);
    expect(chooseSeal([national, MAIN], requirement, 'rsa2048', NOW)).toBe(MAIN);
    expect(chooseSeal([MAIN], requirement, 'sm2', NOW)).toBeNull();
  });

  it.each(['stopped', 'lost', 'cancelled'] as const)('never takes one that is %s', (state) => {
    expect(
      chooseSeal([{ ...MAIN, state }], { sealKind: '01', order: 1, certify: false }, 'p256', NOW),
    ).toBeNull();
  });

  it('takes none before its first or at its last instant', () => {
    const requirement = { sealKind: '01', order: 1, certify: false } as const;
    expect(chooseSeal(seals, requirement, 'p256', new Date('2025-12-31T23:59:59Z'))).toBeNull();
    expect(chooseSeal(seals, requirement, 'p256', new Date('2028-01-01T00:00:00Z'))).toBeNull();
  });
});
