import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { mergedValidationData, NO_VALIDATION_DATA } from '../crypto/pdf/validation-data.ts';
import { readCertificate } from '../crypto/pki/certificate.ts';
import { evidenceGoodUntil } from '../crypto/pki/evidence-window.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { requireGoodNow } from './good-now.ts';
import { KeptEvidence } from './kept-evidence.ts';
import { OutsideEvidence, SEALING_EVIDENCE } from './outside-evidence.ts';
import { OwnValidationData } from './own-validation-data.ts';
import { TrustMaterial } from './trust-material.ts';
import { type FreshEvidence, ValidationDataSource } from './validation-data-source.ts';

/** Evidence is put into many files while it is kept; a revocation shows after five minutes at the latest. */
const KEPT_MS = 300_000;
/** Where a responder is down, one request in so long finds out. */
const FAILURE_KEPT_MS = 5_000;
/** About 5,000 bytes each. */
const MAX_KEPT = 1_000;

/** Evidence that was checked before it is given away, kept while it is fresh. */
@Injectable()
export class CheckedValidationData extends ValidationDataSource {
  /** By SHA-256 of the certificates: a unit seals many files with the same. */
  private readonly kept: KeptEvidence<FreshEvidence>;

  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(OwnValidationData) private readonly own: OwnValidationData,
    @Inject(SEALING_EVIDENCE) private readonly outside: OutsideEvidence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
    this.kept = new KeptEvidence({
      keptUntil: ({ goodUntil }) =>
        new Date(Math.min(this.clock.now().getTime() + KEPT_MS, goodUntil.getTime())),
      failureKeptMs: FAILURE_KEPT_MS,
      maxWeight: MAX_KEPT,
    });
  }

  override collect(certificatesDer: readonly Uint8Array[]): Promise<FreshEvidence> {
    const hash = createHash('sha256');
    for (const der of certificatesDer) hash.update(der);
    return this.kept.get(hash.digest('base64'), this.clock.now(), () => this.collectFresh(certificatesDer));
  }

  private async collectFresh(certificatesDer: readonly Uint8Array[]): Promise<FreshEvidence> {
    const pool = certificatesDer.map(readCertificate);
    const targets = pool.filter(({ extensions }) => extensions.basicConstraints?.isCa !== true);
    const ours = targets.filter((one) => this.own.isOwn(one));
    const others = targets.filter((one) => !ours.includes(one));
    const known = { anchors: this.material.anchors.map(readCertificate), pool };
    const [own, found] = await Promise.all([this.own.collect(ours), this.outside.find(others, known)]);
    const data = mergedValidationData([{ ...NO_VALIDATION_DATA, certificatesDer }, own, found.data]);
    const now = this.clock.now();
    requireGoodNow(targets, this.material.anchors, data, now, found.failures);
    return { data, goodUntil: evidenceGoodUntil(data) ?? now };
  }
}
