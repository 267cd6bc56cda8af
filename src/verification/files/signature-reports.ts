import { SIGNATURE_FACTS } from '../verdict/facts.ts';
import type { SignatureReport } from '../verification-report.ts';
import type { JudgedFile } from './judge-file.ts';

/**
 * What is told of each signature, in the order of signing.
 *
 * @param registeredAt when the register recorded exactly this file: the only proof of time there is yet
 */
export function signatureReports({ signatures }: JudgedFile, registeredAt: Date | null): SignatureReport[] {
  return signatures.map(({ inspected, facts }) => ({
    indication: inspected.indication,
    subIndication: inspected.subIndication,
    facts: SIGNATURE_FACTS.filter((name) => facts[name].outcome !== 'notApplicable').map((name) => ({
      name,
      ...facts[name],
    })),
    signer: inspected.signer,
    certificateIssuer: inspected.certificateIssuer,
    claimedSigningAt: inspected.claimedSigningAt,
    proofOfTime: registeredAt && { kind: 'register', at: registeredAt.toISOString() },
    changesSince: inspected.changesSince,
  }));
}
