/** What a department's system proves itself by. */
export interface DepartmentClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The systems of the departments, by the unit's Chinese name. */
export type CityClients = Readonly<Record<string, DepartmentClient>>;

interface HeldToken {
  readonly token: Promise<string>;
  until: number;
}

/** A token is changed for a new one so long before its end. */
const EARLY_MS = 60_000;

/** Access tokens of departments over HTTP, each asked for when it is first needed and anew before it ends. */
export class DepartmentTokens {
  private readonly held = new Map<string, HeldToken>();

  constructor(
    private readonly address: string,
    private readonly clients: CityClients,
  ) {}

  /**
   * The `Authorization` header of a department's system.
   *
   * @param department the unit's Chinese name
   * @throws Error when the service gives no token
   */
  async authorizationOf(department: string): Promise<string> {
    const held = this.held.get(department);
    if (held && held.until > performance.now()) return `Bearer ${await held.token}`;
    return `Bearer ${await this.renew(department)}`;
  }

  /** Requests that come while a token is on its way wait for the same one; a failed one is not kept. */
  private renew(department: string): Promise<string> {
    const asked = this.ask(department);
    const fresh: HeldToken = { token: asked.then(({ token }) => token), until: Number.POSITIVE_INFINITY };
    this.held.set(department, fresh);
    asked.then(
      ({ lastsMs }) => {
        fresh.until = performance.now() + lastsMs - EARLY_MS;
      },
      () => this.held.delete(department),
    );
    return fresh.token;
  }

  private async ask(department: string): Promise<{ readonly token: string; readonly lastsMs: number }> {
    const client = this.clients[department];
    if (!client) throw new Error(`no system of ${department}`);
    const response = await fetch(new URL('/oauth/token', this.address), {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const answer = (await response.json()) as { access_token?: string; expires_in: number };
    if (answer.access_token === undefined)
      throw new Error(`no token for ${department}: ${response.status} ${JSON.stringify(answer)}`);
    return { token: answer.access_token, lastsMs: answer.expires_in * 1_000 };
  }
}
