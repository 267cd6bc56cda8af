import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller, Grant } from '../platform/http/caller.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { ApiKeysService, type KeyHolder } from './api-keys.service.ts';
import type { Authenticator } from './authorisation/authenticator.ts';

/** What systems of issuing units may do with the things of their unit. */
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
  'problem-report.read',
]);

/** Callers that are systems of units with an API key. What a key may do follows from its unit's duty. */
@Injectable()
export class ApiKeyAuthenticator implements Authenticator {
  constructor(
    @Inject(ApiKeysService) private readonly apiKeys: ApiKeysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  isCarriedBy(request: FastifyRequest): boolean {
    return request.headers.authorization !== undefined;
  }

  async callerOf(request: FastifyRequest, anonymous: Caller): Promise<Caller | null> {
    const holder = await this.apiKeys.holderOf(request.headers.authorization, this.clock.now());
    if (!holder) return null;
    const { apiKeyId: id, unitId } = holder;
    return { ...anonymous, kind: 'client', id, unitId, grants: grantsOf(holder) };
  }
}

const grantsOf = ({ unitId, issuing }: KeyHolder): Grant[] =>
  issuing ? [{ acts: ISSUING_UNIT_ACTS, unitIds: [unitId], typeCodes: null, needsPurpose: false }] : [];
