import type { Adapter, AdapterPayload } from 'oidc-provider';

const kept = new Map<string, AdapterPayload>();

/** Where the demo's identity provider keeps its codes, tokens and sessions: in memory, until the demo ends. */
export class KeptArtifacts implements Adapter {
  constructor(private readonly kind: string) {}

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    kept.set(this.keyOf(id), payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return kept.get(this.keyOf(id));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.all().find(([, payload]) => payload.uid === uid)?.[1];
  }

  /** Device codes; this provider gives none out. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const payload = kept.get(this.keyOf(id));
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    kept.delete(this.keyOf(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of this.all()) if (payload.grantId === grantId) kept.delete(key);
  }

  private all(): [string, AdapterPayload][] {
    return [...kept].filter(([key]) => key.startsWith(`${this.kind}:`));
  }

  private keyOf(id: string): string {
    return `${this.kind}:${id}`;
  }
}
