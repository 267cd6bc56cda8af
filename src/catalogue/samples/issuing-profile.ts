import type { SignatureProfile } from '../definition/signature-profile.ts';

/** What most types ask for: one seal with the body's name, which closes the file; judged for years by what the file carries. */
export const ONE_NAME_SEAL: SignatureProfile = {
  level: 'B-LT',
  subFilter: 'ETSI.CAdES.detached',
  suite: 'rsa2048',
  seals: [{ sealKind: '01', order: 1, certify: true }],
};

/** One seal for one business of the body, named under the star. */
export function businessSeal(subLine: string): SignatureProfile {
  return { ...ONE_NAME_SEAL, suite: 'p256', seals: [{ sealKind: '99', order: 1, certify: true, subLine }] };
}
