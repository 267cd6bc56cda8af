import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessPolicy } from '../platform/http/access-policy.ts';
import type { Caller } from '../platform/http/caller.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { readTextHeader } from './text-header.ts';

/** What systems of issuing units may do; whose licence it is, the services judge. Reading is for them too. */
const ISSUING_UNIT_ACTS: ReadonlySet<string> = new Set([
  'licence.issue',
  'licence.change',
  'licence.suspend',
  'licence.resume',
  'licence.report-lost',
  'licence.recover',
  'licence.transfer-out',
  'licence.cancel',
  'licence.revoke',
  'licence.withdraw',
  'licence.annul',
  'licence.read',
  'licence.read-file',
  'licence.read-evidence-record',
  'licence.raise-file',
  'licence.read-events',
  'licence.search',
  'seal.stamp',
  'catalogue.read',
  'catalogue.preview',
]);

/** Callers are systems of units with an API key. What a key may do follows from its unit's duty. */
@Injectable()
export class UnitKeyPolicy implements AccessPolicy {
  private readonly issuingUnits = new Set<string>();

  constructor(
    @Inject(ApiKeysService) private readonly apiKeys: ApiKeysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async authenticate(request: FastifyRequest, anonymous: Caller): Promise<Caller | null> {
    const header = request.headers.authorization;
    if (header === undefined) return anonymous;
    const holder = await this.apiKeys.holderOf(header, this.clock.now());
    if (!holder) return null;
    if (holder.issuing) this.issuingUnits.add(holder.unitId);
    else this.issuingUnits.delete(holder.unitId);
    return {
      ...anonymous,
      kind: 'unit-key',
      id: holder.apiKeyId,
      unitId: holder.unitId,
      officer: readTextHeader(request.headers['x-acting-officer']),
    };
  }

  allows(caller: Caller, act: string): boolean {
    return caller.unitId !== null && this.issuingUnits.has(caller.unitId) && ISSUING_UNIT_ACTS.has(act);
  }
}
