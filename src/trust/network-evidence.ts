import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { NO_VALIDATION_DATA, type ValidationData } from '../crypto/pdf/validation-data.ts';
import { readableCertificates, readCertificate } from '../crypto/pki/certificate.ts';
import { JUDGING_EVIDENCE, OutsideEvidence, type OutsideFindings } from './outside-evidence.ts';
import { OwnValidationData } from './own-validation-data.ts';
import { TrustMaterial } from './trust-material.ts';

/** What a judge lacks. */
export interface EvidenceWanted {
  /** Signers, authorities of time-stamps: DER each, as they stand in the file. */
  readonly certificatesDer: readonly Uint8Array[];
  /** What else the file carries that may lead up from them. */
  readonly poolDer: readonly Uint8Array[];
}

/** A person waits for the verdict; what comes later is kept for the next who asks. */
const LONGEST_MS = 4_000;
/** The certificates are the sender's: he may bring thousands. */
const MAX_CERTIFICATES = 6;
const MAX_POOL = 40;

/** Evidence from the network, for judges whom file, time-stamps and register leave in doubt; the last to be asked. */
@Injectable()
export class NetworkEvidence {
  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(OwnValidationData) private readonly own: OwnValidationData,
    @Inject(JUDGING_EVIDENCE) private readonly outside: OutsideEvidence,
  ) {}

  /**
   * Missing issuers and word on revocation, from the addresses that the certificates name; nothing for certificates of
   * our own CA (`TrustService.evidence` has that) and for those that lead to no anchor of ours. Never rejects, and takes
   * four seconds at most. What it gives was checked against its issuer; it is still evidence, to be judged.
   */
  async find({ certificatesDer, poolDer }: EvidenceWanted): Promise<ValidationData> {
    const wanted = readableCertificates(certificatesDer)
      .filter((certificate) => !this.own.isOwn(certificate))
      .slice(0, MAX_CERTIFICATES);
    if (wanted.length === 0) return NO_VALIDATION_DATA;
    const anchors = this.material.anchors.map(readCertificate);
    const pool = [...wanted, ...readableCertificates(poolDer.slice(0, MAX_POOL))];
    return inTime(this.outside.find(wanted, { anchors, pool }));
  }
}

async function inTime(finding: Promise<OutsideFindings>): Promise<ValidationData> {
  const over = new AbortController();
  const late = sleep(LONGEST_MS, null, { signal: over.signal, ref: false }).catch(() => null);
  const found = await Promise.race([finding, late]);
  over.abort();
  return found?.data ?? NO_VALIDATION_DATA;
}
