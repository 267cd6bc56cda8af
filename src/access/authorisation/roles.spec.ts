import { ADMINISTRATORS, mayBeHeldTogether, ROLES, type RoleCode } from './roles.ts';

const codes = Object.keys(ROLES) as RoleCode[];

describe('the roles', () => {
  it('let each of the three administrators do what nobody else can do', () => {
    for (const administrator of ADMINISTRATORS) {
      for (const other of codes.filter((code) => code !== administrator)) {
        const shared = ROLES[other].acts.filter((act) => ROLES[administrator].acts.includes(act));
        expect({ administrator, other, shared }).toEqual({ administrator, other, shared: [] });
      }
    }
  });

  it('let an administrator be nothing else, and others be several things', () => {
    for (const administrator of ADMINISTRATORS) {
      expect(mayBeHeldTogether(new Set([administrator]))).toBe(true);
      for (const other of codes.filter((code) => code !== administrator))
        expect(mayBeHeldTogether(new Set([administrator, other]))).toBe(false);
    }
    expect(mayBeHeldTogether(new Set(['licence-clerk', 'licence-reviewer', 'window-officer']))).toBe(true);
  });

  it('reach beyond their unit only with a purpose or as administrators', () => {
    for (const code of codes) {
      const { reaches, needsPurpose } = ROLES[code];
      if (reaches === 'region') expect({ code, needsPurpose }).toEqual({ code, needsPurpose: true });
      expect({ code, everywhere: reaches === 'everywhere' }).toEqual({
        code,
        everywhere: ADMINISTRATORS.has(code),
      });
    }
  });
});
