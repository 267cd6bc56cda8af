import { Inject, Injectable } from '@nestjs/common';
import { type DigestName, digestByName } from '../../crypto/cms/digest-algorithms.ts';
import { verifyTimeStampOfHash } from '../../crypto/cms/time-stamp-verification.ts';
import { tokenEvidence, withTokenEvidence } from '../../crypto/ers/token-evidence.ts';
import { distinctDers, NO_VALIDATION_DATA, type ValidationData } from '../../crypto/pdf/validation-data.ts';
import { readCertificate } from '../../crypto/pki/certificate.ts';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { TimeStamper } from '../../trust/time-stamper.ts';
import { TrustError } from '../../trust/trust.errors.ts';
import { TrustMaterial } from '../../trust/trust-material.ts';
import { ValidationDataSource } from '../../trust/validation-data-source.ts';

/** A token that was judged before anything rests on it. */
export interface ArchiveToken {
  readonly id: string;
  readonly tokenDer: Uint8Array;
  readonly generatedAt: Date;
  /** End of the certificate that signed it. */
  readonly authorityEndsAt: Date;
}

/** Gets the time-stamps of the archive, with the evidence inside that a judge will need decades later. */
@Injectable()
export class ArchiveTokens {
  constructor(
    @Inject(TimeStamper) private readonly timeStamper: TimeStamper,
    @Inject(ValidationDataSource) private readonly validationData: ValidationDataSource,
    @Inject(TrustMaterial) private readonly trust: TrustMaterial,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * A token over the root of a tree. Where evidence about its certificate cannot be had it stands without, and a judge
   * needs it from elsewhere.
   *
   * @param renewed tokens that the tree covers: the new one carries word of today that their authorities were good
   * @throws TrustError trust.no-time-stamp, also for a token that does not hold
   */
  async over(
    root: Uint8Array,
    digest: DigestName,
    renewed: readonly Uint8Array[] = [],
  ): Promise<ArchiveToken> {
    const bare = await this.timeStamper.stamp(root, digest);
    const tokenDer = withTokenEvidence(bare, await this.evidenceFor([bare, ...renewed]));
    const verdict = verifyTimeStampOfHash(
      tokenDer,
      { digest: digestByName(digest), value: root },
      { anchors: this.trust.anchors, pool: [], ...evidenceIn(tokenDer), now: this.clock.now() },
    );
    const [certificateDer] = verdict.chain;
    if (verdict.status === 'failed' || !verdict.info || !certificateDer) {
      throw new TrustError('trust.no-time-stamp', new Error(JSON.stringify(verdict.reasons)));
    }
    const { notAfter } = readCertificate(certificateDer);
    return { id: newId(), tokenDer, generatedAt: verdict.info.generatedAt, authorityEndsAt: notAfter };
  }

  /** Of the new token alone where that of the older ones cannot be had, and none at all where not even that can. */
  private async evidenceFor(tokensDer: readonly Uint8Array[]): Promise<ValidationData> {
    const certificates = tokensDer.flatMap((tokenDer) => tokenEvidence(tokenDer).certificatesDer);
    try {
      return (await this.validationData.collect(distinctDers(certificates))).data;
    } catch (err) {
      if (!(err instanceof TrustError && err.code === 'trust.no-validation-data')) throw err;
      if (tokensDer.length > 1) return this.evidenceFor(tokensDer.slice(0, 1));
      this.logger.warn({ err }, 'a time-stamp of the archive stands without revocation data');
      return NO_VALIDATION_DATA;
    }
  }
}

function evidenceIn(tokenDer: Uint8Array) {
  const { crlsDer, ocspResponsesDer } = tokenEvidence(tokenDer);
  return { crls: crlsDer, ocspResponses: ocspResponsesDer };
}
