import { Inject, Injectable } from '@nestjs/common';
import { TrustService } from '../../trust/trust.service.ts';
import type { InspectionRequest } from '../inspection/file-inspection.ts';

/** What an inspection process needs to judge certificates, from the trust lists of the service. */
@Injectable()
export class TrustedEvidence {
  constructor(@Inject(TrustService) private readonly trust: TrustService) {}

  /** @param registeredAt when the register recorded exactly these bytes; null: nothing proves when they existed */
  async requestAt(now: Date, registeredAt: Date | null): Promise<InspectionRequest> {
    const { anchors, pool, crls } = await this.trust.evidence();
    return {
      now: now.toISOString(),
      recordedAt: registeredAt?.toISOString() ?? null,
      anchors: anchors.map(base64),
      intermediates: pool.map(base64),
      crls: crls.map(base64),
      // Our own authorities publish lists; what responders said comes with the file.
      ocspResponses: [],
    };
  }
}

const base64 = (der: Uint8Array): string =>
  Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
