import type { Caller } from '../platform/http/caller.ts';
import type { AuditOrigin } from './audit-entry.ts';

/** The service itself at work: a job, the reaper, a command. */
export interface SystemCause {
  readonly kind: 'system';
  /** Name of the job or command. */
  readonly id: string;
}

/** The origin of the entry that says how `caller`'s request ended. */
export function originOf(caller: Caller): AuditOrigin {
  const { kind, id, unitId, requestId, address, officer, caseNumber, purpose } = caller;
  return { kind, id, unitId, requestId, causeId: null, address, officer, caseNumber, purpose };
}

/** The origin of an entry that a request or the service's own work led to. */
export function consequenceOf(cause: Caller | SystemCause): AuditOrigin {
  if (cause.kind !== 'system')
    return { ...originOf(cause), requestId: null, causeId: cause.requestId, address: null };
  return {
    kind: 'system',
    id: cause.id,
    unitId: null,
    requestId: null,
    causeId: cause.id,
    address: null,
    officer: null,
    caseNumber: null,
    purpose: null,
  };
}
