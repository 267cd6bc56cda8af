/** Who makes a request, as far as it is known. */
export interface Caller {
  readonly kind: 'anonymous' | 'unit-key';
  /** The id of what they signed in with (a key, later an account); null when anonymous. */
  readonly id: string | null;
  /** UUID of the unit they act for. */
  readonly unitId: string | null;
  /** The acting officer as the calling system named them; personal data. */
  readonly officer: string | null;
  /** Client address, after our own proxies. */
  readonly address: string;
  /** UUID of the request; the access log has exactly one entry that carries it. */
  readonly requestId: string;
  /** How far that entry is: one value for all callers that this request is known as. */
  readonly entry: OwnEntry;
}

/** The request's own entry in the access log. Its answer is held back until it is durable. */
export interface OwnEntry {
  isDurable: boolean;
  /** Settles when the entry is committed; null where nothing is on its way. */
  underWay: Promise<void> | null;
}
