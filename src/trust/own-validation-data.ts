import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ValidationData } from '../crypto/pdf/security-store.ts';
import { type Certificate, readCertificate, sameBytes } from '../crypto/pki/certificate.ts';
import type { IssuingAuthority } from '../crypto/pki/certificate-profiles.ts';
import { writeOcspCertificateId } from '../crypto/pki/ocsp-certificate-id.ts';
import { writeOcspRequest } from '../crypto/pki/ocsp-request.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { CrlPublisher } from './crl-publisher.ts';
import type { CaName } from './development-ca.ts';
import { OcspAnswers } from './ocsp-answers.service.ts';
import { TrustError } from './trust.errors.ts';
import { TrustMaterial } from './trust-material.ts';
import { ValidationDataSource } from './validation-data-source.ts';

/** Evidence is put into many files while it is kept; a revocation shows after five minutes at the latest. */
const KEPT_MS = 300_000;
/** About 5,000 bytes each. */
const MAX_KEPT = 1_000;

interface KeptEvidence {
  readonly data: Promise<ValidationData>;
  readonly keptUntilMs: number;
}

/**
 * Evidence for certificates of the development CA: an OCSP answer for what the unit CA issued (its list grows with the
 * city), the root's list for what the root issued.
 */
@Injectable()
export class OwnValidationData extends ValidationDataSource {
  /** By SHA-256 of the certificates: a unit seals many files with the same. */
  private readonly kept = new Map<string, KeptEvidence>();

  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(OcspAnswers) private readonly answers: OcspAnswers,
    @Inject(CrlPublisher) private readonly crls: CrlPublisher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  override collect(certificatesDer: readonly Uint8Array[]): Promise<ValidationData> {
    const hash = createHash('sha256');
    for (const der of certificatesDer) hash.update(der);
    const key = hash.digest('base64');
    const nowMs = this.clock.now().getTime();
    const known = this.kept.get(key);
    if (known && known.keptUntilMs > nowMs) return known.data;
    const data = this.collectFresh(certificatesDer);
    this.keep(key, { data, keptUntilMs: nowMs + KEPT_MS });
    data.catch(() => this.kept.delete(key));
    return data;
  }

  private keep(key: string, evidence: KeptEvidence): void {
    this.kept.delete(key);
    this.kept.set(key, evidence);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  private async collectFresh(certificatesDer: readonly Uint8Array[]): Promise<ValidationData> {
    const root = this.authority('root');
    const issued = certificatesDer
      .map(readCertificate)
      .filter(({ der }) => !sameBytes(der, root.certificate.der));
    const ofUnits = issued.filter((certificate) => this.issuerOf(certificate) === 'units');
    const above = ofUnits.length > 0 ? [this.authority('units'), root] : [root];
    return {
      certificatesDer: [...certificatesDer, ...above.map(({ certificate }) => certificate.der)],
      ocspResponsesDer: await Promise.all(ofUnits.map((certificate) => this.answerFor(certificate))),
      crlsDer: [await this.crls.current('root')],
    };
  }

  private issuerOf(certificate: Certificate): CaName {
    const issuer = this.material.developmentCa?.issuerOf(certificate);
    if (issuer === undefined) throw new TrustError('trust.no-validation-data');
    return issuer;
  }

  private async answerFor(certificate: Certificate): Promise<Uint8Array> {
    const id = writeOcspCertificateId(certificate, this.authority('units').certificate);
    return (await this.answers.answer(writeOcspRequest(id))).responseDer;
  }

  private authority(name: CaName): IssuingAuthority {
    const authority = this.material.developmentCa?.authority(name);
    if (!authority) throw new TrustError('trust.no-validation-data');
    return authority;
  }
}
