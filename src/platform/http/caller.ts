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
  /** To be called once that entry is durable; without it the answer is held back. */
  readonly markLogged: () => void;
}
