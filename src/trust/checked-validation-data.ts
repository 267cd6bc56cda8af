import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  mergedValidationData,
  NO_VALIDATION_DATA,
  type ValidationData,
} from '../crypto/pdf/validation-data.ts';
import { type Certificate, readCertificate } from '../crypto/pki/certificate.ts';
import { evidenceGoodUntil } from '../crypto/pki/evidence-window.ts';
import { validatePath } from '../crypto/pki/validate-path.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { KeptEvidence } from './kept-evidence.ts';
import { OutsideEvidence, SEALING_EVIDENCE } from './outside-evidence.ts';
import { OwnValidationData } from './own-validation-data.ts';
import { TrustError } from './trust.errors.ts';
import { TrustMaterial } from './trust-material.ts';
import { type FreshEvidence, ValidationDataSource } from './validation-data-source.ts';

/** Evidence is put into many files while it is kept; a revocation shows after five minutes at the latest. */
const KEPT_MS = 300_000;
/** Where a responder is down, one request in so long finds out. */
const FAILURE_KEPT_MS = 5_000;
/** A responder's clock may be ahead of ours that much. */
const SKEW_MS = 60_000;
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
    this.requireGood(targets, data, now, found.failures);
    return { data, goodUntil: evidenceGoodUntil(data) ?? now };
  }

  /** A seal by a certificate that is revoked, or of which nobody could say later that it was not, must not be made. */
  private requireGood(
    certificates: readonly Certificate[],
    data: ValidationData,
    at: Date,
    failures: readonly unknown[],
  ): void {
    for (const { der: certificateDer } of certificates) {
      const { status, reasons } = validatePath({
        certificateDer,
        anchors: this.material.anchors,
        pool: data.certificatesDer,
        crls: data.crlsDer,
        ocspResponses: data.ocspResponsesDer,
        at,
        now: new Date(at.getTime() + SKEW_MS),
      });
      if (status === 'passed') continue;
      const told = reasons.map(({ code, detail }) => `${code} (${detail})`).join(', ');
      const cause = new AggregateError(failures, `a certificate is not good now: ${told}`);
      throw new TrustError('trust.no-validation-data', cause);
    }
  }
}
