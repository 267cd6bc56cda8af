/** `staff` and `holder` prove themselves by a session, `client` (a department's system) by an access token. */
export type CallerKind = 'anonymous' | 'staff' | 'client' | 'holder';

/** Who makes a request, as far as it is known. */
export interface Caller {
  readonly kind: CallerKind;
  /** The id of the account, client or holder; null when anonymous. */
  readonly id: string | null;
  /** UUID of the unit they act for. */
  readonly unitId: string | null;
  /** The acting officer: of staff their name, otherwise as the calling system named them; personal data. */
  readonly officer: string | null;
  /** Number of the case that the request belongs to, as the caller gave it. */
  readonly caseNumber: string | null;
  /** What it is for, as the caller stated it. */
  readonly purpose: string | null;
  /** What lets them act, in no order; nothing else does. */
  readonly grants: readonly Grant[];
  /** Client address, after our own proxies. */
  readonly address: string;
  /** UUID of the request; the access log has exactly one entry that carries it. */
  readonly requestId: string;
  /** How far that entry is: one value for all callers that this request is known as. */
  readonly entry: OwnEntry;
}

/** One thing that lets a caller act: a role in a unit, a scope of a client (docs/adr/0016-people-and-access.md). */
export interface Grant {
  readonly acts: ReadonlySet<string>;
  /** UUIDs of the units whose things it covers. */
  readonly unitIds: readonly string[];
  /** Codes of the licence types it covers; null for every type. */
  readonly typeCodes: ReadonlySet<string> | null;
  /** It holds only where the request states what it is for. */
  readonly needsPurpose: boolean;
}

/** The request's own entry in the access log. Its answer is held back until it is durable. */
export interface OwnEntry {
  isDurable: boolean;
  /** Settles when the entry is committed; null where nothing is on its way. */
  underWay: Promise<void> | null;
}

/** A caller who has not said who they are. */
export function anonymousCaller(address: string, requestId: string, entry: OwnEntry): Caller {
  return { ...NOBODY, address, requestId, entry };
}

const NOBODY = {
  kind: 'anonymous',
  id: null,
  unitId: null,
  officer: null,
  caseNumber: null,
  purpose: null,
  grants: [],
} as const;
