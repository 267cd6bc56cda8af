import type { LicenceStanding } from '../../licences/states/licence-standing.ts';
import type { Facts } from '../verdict/facts.ts';

/** What asking the register came to. */
export type RegisterFinding =
  | { readonly kind: 'found'; readonly standing: IssuedStanding }
  | { readonly kind: 'not-found' }
  /** The number exists and the name is not on it; of personal types never told apart from `not-found`. */
  | { readonly kind: 'not-matching'; readonly personal: boolean }
  | { readonly kind: 'out-of-reach' }
  | { readonly kind: 'nothing-to-look-up' };

/** The standing of a version that was issued; one being sealed, or given up, is not in the register for anyone. */
export type IssuedStanding = Exclude<LicenceStanding, 'sealing' | 'void'>;

export type RegisterFacts = Pick<Facts, 'registerKnows' | 'inForce' | 'notDisputed'>;

/** The facts that the register decides. */
export function registerFacts(finding: RegisterFinding): RegisterFacts {
  switch (finding.kind) {
    case 'found':
      return foundFacts(finding.standing);
    case 'out-of-reach':
      return OUT_OF_REACH;
    case 'nothing-to-look-up':
      return {
        ...NOT_IN_REGISTER,
        registerKnows: { outcome: 'notApplicable', reason: 'nothing-to-look-up' },
      };
    case 'not-found':
      return { ...NOT_IN_REGISTER, registerKnows: { outcome: 'failed', reason: 'not-found' } };
    case 'not-matching': {
      const reason = finding.personal ? 'not-matching-personal' : 'not-matching';
      return { ...NOT_IN_REGISTER, registerKnows: { outcome: 'failed', reason } };
    }
  }
}

const NOT_IN_REGISTER = {
  inForce: { outcome: 'notApplicable', reason: 'not-in-register' },
  notDisputed: { outcome: 'notApplicable', reason: 'not-in-register' },
} as const;

const OUT_OF_REACH: RegisterFacts = {
  registerKnows: { outcome: 'unknown', reason: 'register-out-of-reach' },
  inForce: { outcome: 'unknown', reason: 'register-out-of-reach' },
  notDisputed: { outcome: 'unknown', reason: 'register-out-of-reach' },
};

function foundFacts(standing: IssuedStanding): RegisterFacts {
  return {
    registerKnows: { outcome: 'passed', reason: 'found' },
    inForce: { outcome: standing === 'in-force' ? 'passed' : 'failed', reason: standing },
    // No dispute can be lodged yet, so none is looked for and none is denied.
    notDisputed: { outcome: 'notApplicable', reason: 'disputes-not-kept' },
  };
}
