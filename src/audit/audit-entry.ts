import { createHmac, randomUUID } from 'node:crypto';
import type { CallerKind } from '../platform/http/caller.ts';
import { type CanonicalValue, canonicalJson } from '../shared/canonical-json.ts';
import { randomChunk } from '../shared/random-bytes.ts';
import type { AuditAct, AuditObjectKind, AuditOutcome } from './audit-acts.ts';
import { clientPrefix } from './client-prefix.ts';

/** What a module asks to be logged; `AuditLog` adds who asked and when, `buildAuditEntry` makes the body. */
export interface AuditEntry {
  readonly act: AuditAct;
  readonly outcome: AuditOutcome;
  /** Problem code where not succeeded, verdict code of a check. */
  readonly code?: string;
  readonly object?: { readonly kind: AuditObjectKind; readonly id: string };
  /** Ids that a list showed. */
  readonly objectIds?: readonly string[];
  readonly caseNumber?: string;
  readonly purpose?: string;
  /** Typed per act; no personal data. */
  readonly detail?: { readonly [key: string]: CanonicalValue | undefined };
}

/** Who and what an entry goes back to. */
export interface AuditOrigin {
  readonly kind: CallerKind | 'system';
  /** Id of an account, client or holder, or the name of a job; never a person's name. */
  readonly id: string | null;
  readonly unitId: string | null;
  /** Set on exactly one entry of a request: the one that says how it ended. */
  readonly requestId: string | null;
  /** Request or job that led to this entry when it is not the request's own. */
  readonly causeId: string | null;
  /** Whole client address; stands in the log as a prefix in clear and a commitment. */
  readonly address: string | null;
  readonly caseNumber: string | null;
  readonly purpose: string | null;
  /** Acting officer; stands in the log as a commitment. */
  readonly officer: string | null;
}

/** Bytes and projections of one entry, ready to be inserted; nothing of it is changed afterwards. */
export interface BuiltEntry {
  readonly id: string;
  /** Canonical JSON v1, UTF-8. */
  readonly body: Buffer;
  /** Canonical JSON `{path: [key, value]}` of the commitments, UTF-8, in clear: to be sealed before it is stored. */
  readonly personal: Buffer | null;
  readonly act: AuditAct;
  readonly outcome: AuditOutcome;
  readonly requestId: string | null;
  readonly callerId: string | null;
  readonly unitId: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
}

const MAX_TEXT = 512;
const MAX_OBJECTS = 200;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The frozen leaf format (docs/adr/0003-access-log.md). Texts come from anyone: they are made well formed, freed of
 * NUL (PostgreSQL has none) and cut to 512 characters, so that no request can write an entry that poisons its batch.
 *
 * @param at instant by the service's clock
 * @throws TypeError when a module gives a malformed id or a detail outside canonical JSON: a fault of ours
 */
export function buildAuditEntry(entry: AuditEntry, origin: AuditOrigin, at: Date): BuiltEntry {
  const id = randomUUID();
  const commitments = new Commitments();
  const object = entry.object && { id: tame(entry.object.id), kind: entry.object.kind };
  const caller = { id: tameOptional(origin.id), kind: origin.kind, unit: checkedUuid(origin.unitId) };
  // Members in the order of canonical JSON, here and below, so that the usual entry need not be sorted.
  const body = {
    act: entry.act,
    at: at.toISOString(),
    caller,
    case: tameOptional(entry.caseNumber ?? origin.caseNumber),
    cause: tameOptional(origin.causeId),
    client: origin.address === null ? undefined : clientMember(origin.address, commitments),
    code: tameOptional(entry.code),
    detail: entry.detail,
    id,
    object,
    objects: entry.objectIds?.slice(0, MAX_OBJECTS).map(tame),
    officer: origin.officer === null ? undefined : commitments.commit('officer', tame(origin.officer)),
    outcome: entry.outcome,
    purpose: tameOptional(entry.purpose ?? origin.purpose),
    request: checkedUuid(origin.requestId),
    salt: randomChunk(16).toString('base64url'),
    v: 1,
  };
  return {
    id,
    body: Buffer.from(entry.detail === undefined ? JSON.stringify(body) : canonicalJson(body)),
    personal: commitments.disclosures(),
    act: entry.act,
    outcome: entry.outcome,
    requestId: body.request ?? null,
    callerId: caller.id ?? null,
    unitId: caller.unit ?? null,
    objectKind: object?.kind ?? null,
    objectId: object?.id ?? null,
  };
}

function clientMember(address: string, commitments: Commitments) {
  return { address: commitments.commit('client.address', tame(address)), prefix: clientPrefix(address) };
}

/** What was committed to, so that each value can be disclosed or erased alone. */
class Commitments {
  private readonly opened: { [path: string]: [string, string] } = {};

  /** `"c1:" + base64url(HMAC-SHA-256(16 random bytes, value))`; key and value are kept beside the body. */
  commit(path: string, value: string): string {
    const key = randomChunk(16);
    this.opened[path] = [key.toString('base64url'), value];
    return `c1:${createHmac('sha256', key).update(value).digest('base64url')}`;
  }

  disclosures(): Buffer | null {
    return Object.keys(this.opened).length === 0 ? null : Buffer.from(canonicalJson(this.opened));
  }
}

function tame(text: string): string {
  if (text.length <= MAX_TEXT && text.isWellFormed() && !text.includes('\u0000')) return text;
  return text.slice(0, MAX_TEXT).toWellFormed().replaceAll('\u0000', '\ufffd');
}

const tameOptional = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined ? undefined : tame(text);

function checkedUuid(text: string | null): string | undefined {
  if (text === null) return undefined;
  if (!UUID.test(text)) throw new TypeError('an audit entry names a request or unit by its UUID');
  return text;
}
