import { createHash } from 'node:crypto';
import type { DepartmentTokens } from '../../src/demo/department-tokens.ts';
import { type CanonicalValue, canonicalJson } from '../../src/shared/canonical-json.ts';
import type { AnsweredRequest, Operation } from './answered-request.ts';
import type { SyncedJournal } from './synced-journal.ts';

const PATIENCE_MS = 20_000;
/** The case that acts on a state belong to; issues and changes name their own. */
const KILL_CASE = 'KILL-1';

/** One request of the load, the same at every repetition. */
export interface Asked {
  readonly operation: Operation;
  readonly path: string;
  /** The department that asks, by its Chinese name; null for a citizen. */
  readonly unit: string | null;
  readonly idempotencyKey: string | null;
  /** Sent with POST; without one it is a GET. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** What it is about, where that is known before. */
  readonly licenceId?: string;
}

/** The members that the load generator uses of what the service answers. */
interface AnswerBody {
  readonly id?: string;
  readonly token?: string;
  readonly fileSha256?: string;
  readonly code?: string;
  readonly conclusion?: { readonly code: string };
}

export interface Answer extends AnsweredRequest {
  readonly token: string | null;
}

/** Speaks to the service; what was answered is in the journal before anything is done with it. */
export class JournalledClient {
  constructor(
    private readonly address: string,
    private readonly tokens: DepartmentTokens,
    private readonly journal: SyncedJournal<AnsweredRequest>,
  ) {}

  /** @returns null when no whole answer came: nobody listened, or the connection broke */
  async send(asked: Asked): Promise<Answer | null> {
    const response = await this.fetched(asked).catch(() => null);
    if (!response) return null;
    const { token, ...line } = answerOf(asked, response);
    this.journal.note(line);
    return { token, ...line };
  }

  private async fetched({ path, unit, idempotencyKey, body }: Asked): Promise<Fetched> {
    const response = await fetch(this.address + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        ...(unit && { authorization: await this.tokens.authorizationOf(unit), 'x-case-number': KILL_CASE }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const requestId = response.headers.get('x-request-id') ?? '';
    return { status: response.status, requestId, text: await response.text() };
  }
}

interface Fetched {
  readonly status: number;
  readonly requestId: string;
  readonly text: string;
}

function answerOf(asked: Asked, { status, requestId, text }: Fetched): Answer {
  const { operation, unit, idempotencyKey, body, licenceId = null } = asked;
  const json = JSON.parse(text) as AnswerBody;
  return {
    operation,
    requestId,
    status,
    code: json.conclusion?.code ?? json.code ?? null,
    bodySha256: createHash('sha256')
      .update(canonicalJson(json as CanonicalValue))
      .digest('hex'),
    unit,
    idempotencyKey,
    caseNumber: typeof body?.['caseNumber'] === 'string' ? body['caseNumber'] : null,
    licenceId: json.id ?? licenceId,
    fileSha256: json.fileSha256 ?? null,
    token: json.token ?? null,
  };
}
