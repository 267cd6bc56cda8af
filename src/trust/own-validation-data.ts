import { Inject, Injectable } from '@nestjs/common';
import { NO_VALIDATION_DATA, type ValidationData } from '../crypto/pdf/validation-data.ts';
import { type Certificate, sameBytes } from '../crypto/pki/certificate.ts';
import type { IssuingAuthority } from '../crypto/pki/certificate-profiles.ts';
import { writeOcspCertificateId } from '../crypto/pki/ocsp-certificate-id.ts';
import { writeOcspRequest } from '../crypto/pki/ocsp-request.ts';
import { CrlPublisher } from './crl-publisher.ts';
import type { CaName } from './development-ca.ts';
import { OcspAnswers } from './ocsp-answers.service.ts';
import { TrustError } from './trust.errors.ts';
import { TrustMaterial } from './trust-material.ts';

/**
 * Evidence for certificates of the development CA: an OCSP answer for what the unit CA issued (its list grows with the
 * city), the root's list for what the root issued.
 */
@Injectable()
export class OwnValidationData {
  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(OcspAnswers) private readonly answers: OcspAnswers,
    @Inject(CrlPublisher) private readonly crls: CrlPublisher,
  ) {}

  /** Whether the development CA issued it: by signature, for anyone can write our name into a certificate. */
  isOwn(certificate: Certificate): boolean {
    return this.material.developmentCa?.issuerOf(certificate) !== undefined;
  }

  /** Evidence of this moment. @throws TrustError trust.no-validation-data for a certificate that is not our own */
  async collect(certificates: readonly Certificate[]): Promise<ValidationData> {
    if (certificates.length === 0) return NO_VALIDATION_DATA;
    const root = this.authority('root');
    const issued = certificates.filter(({ der }) => !sameBytes(der, root.certificate.der));
    const ofUnits = issued.filter((certificate) => this.issuerOf(certificate) === 'units');
    const above = ofUnits.length > 0 ? [this.authority('units'), root] : [root];
    return {
      certificatesDer: [...certificates, ...above.map(({ certificate }) => certificate)].map(
        ({ der }) => der,
      ),
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
