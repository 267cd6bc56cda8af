import type { CheckpointUrlConfig } from '../../config/config.ts';
import type { SizedCheckpoint } from './checkpoint-folder.ts';
import { LogTreeAlarm } from './log-tree-alarm.ts';

const DEADLINE_MS = 10_000;
const MAX_NOTE_BYTES = 64 * 1024;

/**
 * A store elsewhere that takes each checkpoint once, by `PUT` with `If-None-Match: *` (RFC 9110 §13.1.2): an object store
 * with locked objects, or a web server that refuses to overwrite. No redirect is followed.
 */
export class CheckpointUrl {
  constructor(private readonly settings: CheckpointUrlConfig) {}

  get url(): string {
    return this.settings.url;
  }

  /**
   * Puts a checkpoint at `<url>/<size>.checkpoint`, its token before it at `<url>/<size>.tst`, so that what stands there
   * can be checked by `audit verify` as it is.
   *
   * @throws LogTreeAlarm fork, when another checkpoint of this size lies there
   * @throws Error when the store does not take it now
   */
  async put({ size, note, timeStampDer }: SizedCheckpoint): Promise<void> {
    // Of two tokens over one checkpoint the first one stays; each proves as much.
    if (timeStampDer) await this.putOnce(`${size}.tst`, timeStampDer);
    const isNew = await this.putOnce(`${size}.checkpoint`, Buffer.from(note));
    if (!isNew && (await this.read(`${size}.checkpoint`)) !== note) throw new LogTreeAlarm('fork', size);
  }

  /** @returns false when something lies there already */
  private async putOnce(name: string, content: Uint8Array): Promise<boolean> {
    const response = await this.ask(name, {
      method: 'PUT',
      body: new Blob([new Uint8Array(content)]),
      headers: { 'if-none-match': '*', 'content-type': 'application/octet-stream' },
    });
    await response.body?.cancel();
    if (response.ok) return true;
    if (response.status === 412) return false;
    throw new Error(`the store of checkpoints answers ${response.status} to ${name}`);
  }

  private async read(name: string): Promise<string> {
    const response = await this.ask(name, { method: 'GET' });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the store of checkpoints answers ${response.status} when asked for ${name}`);
    }
    return readLimited(response);
  }

  private ask(name: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    const { url, authorization } = this.settings;
    const credentials = authorization && { authorization: authorization.reveal() };
    return fetch(`${url}/${name}`, {
      ...init,
      headers: { ...init.headers, ...credentials },
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  }
}

/** The text of an answer, cut off where it is longer than any note: it is another one then. */
async function readLimited(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > MAX_NOTE_BYTES) break;
  }
  return Buffer.concat(parts).toString('utf8');
}
