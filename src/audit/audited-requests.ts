import { Inject, Injectable } from '@nestjs/common';
import type { HttpProblemCode } from '../platform/http/platform-texts.ts';
import type { RequestLog } from '../platform/http/request-log.ts';
import type { RequestTrace } from '../platform/http/request-trace.ts';
import { AUDIT_ACTS, type AuditAct, type AuditObjectKind, type AuditOutcome } from './audit-acts.ts';
import type { AuditEntry } from './audit-entry.ts';
import { AuditLog } from './audit-log.ts';
import { LimitRefusals } from './refusals/limit-refusals.ts';

/** Lets no answer out before its request has an entry, and makes the entry where no handler did. */
@Injectable()
export class AuditedRequests implements RequestLog {
  constructor(
    @Inject(AuditLog) private readonly log: AuditLog,
    @Inject(LimitRefusals) private readonly refusals: LimitRefusals,
  ) {}

  /** @throws DomainError log-unavailable */
  ensureLogged(trace: RequestTrace, status: number): Promise<void> {
    if (trace.entry.underWay) return trace.entry.underWay;
    if (trace.code === REFUSED_BY_LIMIT)
      return this.refusals.enter(trace, () => this.recordOwn(trace, status));
    return this.recordOwn(trace, status);
  }

  private recordOwn(trace: RequestTrace, status: number): Promise<void> {
    const { durable } = this.log.record(trace.caller, {
      act: actOf(trace),
      outcome: outcomeOf(status),
      code: trace.code ?? undefined,
      object: objectOf(trace),
      detail: { method: trace.method.slice(0, 16), route: trace.route ?? undefined, status },
    });
    return durable;
  }
}

const REFUSED_BY_LIMIT: HttpProblemCode = 'request.too-many';

const KNOWN_ACTS: ReadonlySet<string> = new Set(AUDIT_ACTS);

/** What the `:id` of a route names, by its act or the first word of that. */
const OBJECT_KINDS: Readonly<Record<string, AuditObjectKind>> = {
  licence: 'licence',
  'own-licence': 'licence',
  'licence-draft': 'licence-draft',
  seal: 'seal',
  unit: 'unit',
  account: 'account',
  role: 'role-request',
  client: 'client',
  'client.decide': 'client-request',
  catalogue: 'licence-type',
};

function actOf({ rule: { logged } }: RequestTrace): AuditAct {
  return logged !== undefined && KNOWN_ACTS.has(logged) ? (logged as AuditAct) : 'request.unmatched';
}

/** Ids of ours and nothing else: a stranger may write a person's number into the path, and this log is never changed. */
const OUR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function objectOf(trace: RequestTrace): AuditEntry['object'] {
  const act = actOf(trace);
  const kind = OBJECT_KINDS[act] ?? OBJECT_KINDS[act.split('.')[0] ?? ''];
  if (trace.target !== null && OUR_ID.test(trace.target) && kind) return { kind, id: trace.target };
  return trace.route === null ? undefined : { kind: 'route', id: trace.route };
}

/** 4xx: the caller or the rules are the reason; 5xx: we are. */
function outcomeOf(status: number): AuditOutcome {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'succeeded';
}
