import { MARKET, rowsOf, type StartedCity, transactionsOf } from '../../support/city.ts';
import { makeClient } from '../../support/client.ts';
import { type SignedInStaff, signedInStaff } from '../../support/staff.ts';

/** What the routes that keep systems take. */
export type ClientBody = 'client-request' | 'client-decision' | 'client-credential' | 'empty' | 'client-end';

const DAY_MS = 86_400_000;

/** Systems and requests about them, these asked for by a security administrator who is none of the personas. */
export class RightsClients {
  private asker: SignedInStaff | null = null;
  private unitId = '';

  constructor(private readonly city: StartedCity) {}

  async prepare(): Promise<void> {
    this.asker = await signedInStaff(this.city, ['security-administrator'], { name: '周敏' });
    const [unit] = await rowsOf<{ id: string }>(this.city, 'SELECT id FROM units WHERE name_zh = $1', [
      MARKET,
    ]);
    this.unitId = unit?.id ?? '';
  }

  async client(): Promise<string> {
    const { id } = await transactionsOf(this.city).run((tx) => makeClient(this.city, tx, this.unitId));
    return id;
  }

  /** As the path has it: the system, then its credential. */
  async credential(): Promise<string> {
    const client = await this.client();
    const [credential] = await rowsOf<{ id: string }>(
      this.city,
      'SELECT id FROM client_credentials WHERE client_id = $1',
      [client],
    );
    return `${client}/${credential?.id}`;
  }

  async request(): Promise<string> {
    const headers = this.asker?.headers ?? {};
    const body = this.bodyOf('client-request');
    const answer = await this.city.send('POST', '/api/v1/client-requests', { headers, body });
    if (answer.status !== 201) throw new Error(`no request: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  }

  bodyOf(kind: ClientBody): object {
    const expiresAt = new Date(this.city.clock.now().getTime() + 30 * DAY_MS).toISOString();
    const bodies: Readonly<Record<ClientBody, object>> = {
      'client-request': {
        change: 'create',
        unitId: this.unitId,
        name: '试验系统',
        scopes: [{ act: 'licence.search' }],
        quotaPerMinute: 60,
        expiresAt,
        reason: '试验',
      },
      'client-decision': { decision: 'approved' },
      'client-credential': { kind: 'secret' },
      'client-end': { reason: '试验' },
      empty: {},
    };
    return bodies[kind];
  }
}
