import { SIGNATURE_FACTS } from '../verdict/facts.ts';
import type { SignatureReport } from '../verification-report.ts';
import type { JudgedFile } from './judge-file.ts';

/** What is told of each signature, in the order of signing. */
export function signatureReports({ signatures }: JudgedFile): SignatureReport[] {
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
    proofOfTime: inspected.proofOfTime,
    trustReasons: inspected.grounds.trustReasons,
    changesSince: inspected.changesSince,
  }));
}
