import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { NetworkEvidence } from '../../trust/network-evidence.ts';
import { TrustService } from '../../trust/trust.service.ts';
import type { InspectionRequest, WantedEvidence } from '../inspection/file-inspection.ts';
import { bytesOf, requestOf, withEvidence } from '../inspection/judging-evidence.ts';

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
    // Our own authorities publish lists; what responders said comes with the file.
    return requestOf(now, registeredAt, { anchors, pool, crls, ocspResponses: [] });
  }

  /** The same request with what the network tells besides; null where that is nothing. Takes seconds. */
  async withNetwork(
    request: InspectionRequest,
    { certificates, pool }: WantedEvidence,
  ): Promise<InspectionRequest | null> {
    const wanted = { certificatesDer: certificates.map(bytesOf), poolDer: pool.map(bytesOf) };
    const found = await this.network.find(wanted);
    const isNothing = Object.values(found).every(({ length }) => length === 0);
    return isNothing ? null : withEvidence(request, found, this.clock.now());
  }
}
