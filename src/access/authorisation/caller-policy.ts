import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessPolicy, AccessRefusal } from '../../platform/http/access-policy.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { readTextHeader } from '../text-header.ts';
import { AUTHENTICATORS, type Authenticator } from './authenticator.ts';
import { refusalOf } from './grants.ts';
import { missingStatement } from './required-statements.ts';

/** Who calls, by the one credential of the request; what they may do, by their grants. */
@Injectable()
export class CallerPolicy implements AccessPolicy {
  constructor(@Inject(AUTHENTICATORS) private readonly authenticators: readonly Authenticator[]) {}

  carriesCredential(request: FastifyRequest): boolean {
    return this.authenticators.some((authenticator) => authenticator.isCarriedBy(request));
  }

  async authenticate(request: FastifyRequest, anonymous: Caller): Promise<Caller | null> {
    const [carried, ...others] = this.authenticators.filter((one) => one.isCarriedBy(request));
    if (!carried) return anonymous;
    // Whose rights would count? Two credentials in one request are a mistake or a trick.
    return others.length > 0 ? null : carried.callerOf(request, { ...anonymous, ...statedBy(request) });
  }

  refusalOf(caller: Caller, act: string): AccessRefusal | null {
    return refusalOf(caller, act) ?? missingStatement(caller, act);
  }
}

/** What a caller says of their request in its headers. */
function statedBy({ headers }: FastifyRequest): Pick<Caller, 'officer' | 'caseNumber' | 'purpose'> {
  return {
    officer: readTextHeader(headers['x-acting-officer']),
    caseNumber: readTextHeader(headers['x-case-number']),
    purpose: readTextHeader(headers['x-purpose']),
  };
}
