import type { SesDetail, SesReason, SesReasonCode } from '../../crypto/ses/ses-reasons.ts';
import { FACT_REASONS } from '../verdict/facts.ts';
import { nationalSealFacts } from './national-seal-trust.ts';
import { findingOfSealReason } from './seal-reason-facts.ts';

const CERTIFICATE_FAULTS = ['CHAIN', 'EXPIRED', 'REVOKED', 'USAGE', 'STATUS'] as const;
const CODES: readonly SesReasonCode[] = [
  ...(['FORMAT', 'SIGN_VALUE', 'CERT_NOT_IN_SEAL', 'SEAL_SIGN', 'SEAL_EXPIRED', 'TIME', 'DIGEST'] as const),
  'TIMESTAMP',
  ...CERTIFICATE_FAULTS.flatMap((fault) => [`MAKER_CERT_${fault}`, `SIGNER_CERT_${fault}`] as const),
];
const DETAILS: readonly SesDetail[] = [
  'value-wrong',
  'algorithm-not-sm2',
  'certificate-unreadable',
  'before-validity',
  'after-validity',
  'in-the-future',
  'not-yet-valid',
  'no-trust-anchor',
  'issuer-missing',
  'no-crl',
];
const REASONS: readonly SesReason[] = CODES.flatMap((code) =>
  DETAILS.flatMap((detail) => [true, false].map((isFinal) => ({ code, detail, isFinal }))),
);

describe('findingOfSealReason', () => {
  it.each(REASONS)('lets no fact pass for $code $detail (final: $isFinal)', (reason) => {
    const { fact, outcome, reason: told } = findingOfSealReason(reason);
    expect(outcome).not.toBe('passed');
    expect(FACT_REASONS[fact]).toContain(told);
    const { facts, electronicSeal } = nationalSealFacts({ reasons: [reason] });
    const outcomes = [...Object.values(facts), electronicSeal].map((finding) => finding?.outcome);
    expect(outcomes.every((each) => each === 'passed')).toBe(false);
  });

  it('leaves a stamp of an unknown authority and a silent list open', () => {
    const open = { detail: 'no-crl', isFinal: false } as const;
    expect(findingOfSealReason({ code: 'TIMESTAMP', ...open }).outcome).toBe('unknown');
    expect(findingOfSealReason({ code: 'SIGNER_CERT_STATUS', ...open }).outcome).toBe('unknown');
  });

  it('takes the worse of two reasons about one fact', () => {
    const reasons: SesReason[] = [
      { code: 'MAKER_CERT_STATUS', detail: 'no-crl', isFinal: false },
      { code: 'SEAL_EXPIRED', detail: 'after-validity', isFinal: true },
    ];
    expect(nationalSealFacts({ reasons }).electronicSeal).toEqual({
      outcome: 'failed',
      reason: 'seal-ended',
    });
  });
});
