import { Inject, Injectable } from '@nestjs/common';
import { LicencesQueries } from '../../licences/reading/licences.queries.ts';
import type { VerificationKey, VerificationRecord } from '../../licences/reading/verification-record.ts';
import { DomainError } from '../../shared/domain-error.ts';

/** The register cannot be read now: nothing is known, good or bad. */
export const OUT_OF_REACH = { kind: 'out-of-reach' } as const;
export type OutOfReach = typeof OUT_OF_REACH;

/** The register of licences as checks read it: that it cannot be reached is an answer, not a failure. */
@Injectable()
export class Register {
  constructor(@Inject(LicencesQueries) private readonly licences: LicencesQueries) {}

  /** The version of a QR code. The hot read: concurrent checks share one statement. */
  byToken(token: string): Promise<VerificationRecord | OutOfReach | null> {
    return reachable(this.licences.byQrToken(token));
  }

  /** The version that an identifier names. */
  async byIdentifier(identifier: string): Promise<VerificationRecord | OutOfReach | null> {
    const [found = null] = await this.find({ by: 'identifier', identifier });
    return found;
  }

  /** The version whose registered original is exactly the file with this SHA-256. */
  async byDigest(sha256: Buffer): Promise<VerificationRecord | OutOfReach | null> {
    const [found = null] = await this.find({ by: 'file', sha256 });
    return found;
  }

  /** The newest versions of all licences of a type with this number on the face: issuers may repeat each other's. */
  byNumber(typeCode: string, number: string): Promise<(VerificationRecord | OutOfReach)[]> {
    return this.find({ by: 'number', typeCode, number });
  }

  private async find(key: VerificationKey): Promise<(VerificationRecord | OutOfReach)[]> {
    const found = await reachable(this.licences.findForVerification(key));
    return 'kind' in found ? [found] : found;
  }
}

async function reachable<T>(reading: Promise<T>): Promise<T | OutOfReach> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'unavailable') return OUT_OF_REACH;
    throw error;
  }
}
