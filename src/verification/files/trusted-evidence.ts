import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { NetworkEvidence } from '../../trust/network-evidence.ts';
import { TrustService } from '../../trust/trust.service.ts';
import type { InspectionRequest, WantedEvidence } from '../inspection/file-inspection.ts';

/** What an inspection process needs to judge certificates, from the trust lists of the service. */
@Injectable()
export class TrustedEvidence {
  constructor(
    @Inject(TrustService) private readonly trust: TrustService,
    @Inject(NetworkEvidence) private readonly network: NetworkEvidence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

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

  /** The same request with what the network tells besides; null where that is nothing. Takes seconds. */
  async withNetwork(
    request: InspectionRequest,
    { certificates, pool }: WantedEvidence,
  ): Promise<InspectionRequest | null> {
    const wanted = { certificatesDer: certificates.map(bytesOf), poolDer: pool.map(bytesOf) };
    const { certificatesDer, ocspResponsesDer, crlsDer } = await this.network.find(wanted);
    if (certificatesDer.length + ocspResponsesDer.length + crlsDer.length === 0) return null;
    return {
      ...request,
      // An answer made for us is younger than the request; judged at its instant it would not exist yet.
      now: this.clock.now().toISOString(),
      intermediates: [...request.intermediates, ...certificatesDer.map(base64)],
      crls: [...request.crls, ...crlsDer.map(base64)],
      ocspResponses: [...request.ocspResponses, ...ocspResponsesDer.map(base64)],
    };
  }
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');

const base64 = (der: Uint8Array): string =>
  Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
