import { Client } from 'pg';
import { type StartedApp, startApp } from '../support/start-app.ts';

const LIMIT = 3;
const MINUTE = '2026-11-23T08:00:00.000Z';

interface Entry {
  readonly act: string;
  readonly code?: string;
  readonly outcome: string;
  readonly request?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

describe('requests that a limit refuses', () => {
  let started: StartedApp;
  let superuser: Client;

  beforeEach(async () => {
    started = await startApp({
      now: '2026-11-23T08:00:30Z',
      environment: {
        ZZ_RATE_LIMIT_PER_MINUTE: String(LIMIT),
        ZZ_COSTLY_LIMIT_PER_MINUTE: '1',
        ZZ_TRUST_PROXY: '127.0.0.1',
      },
    });
    superuser = new Client({ connectionString: started.database.superuserUrl });
    await superuser.connect();
  });
  afterEach(async () => {
    await superuser.end();
    await started.stop();
  });

  const send = (count: number, client = '203.0.113.77', path = '/') =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const answer = await fetch(started.origin + path, { headers: { 'x-forwarded-for': client } });
        await answer.arrayBuffer();
        return { status: answer.status, requestId: answer.headers.get('x-request-id') };
      }),
    );

  /** Entries about refusals, in the order in which they were written. */
  const refusals = async (): Promise<Entry[]> => {
    const { rows } = await superuser.query<{ body: Buffer }>('select body from audit_entries order by id');
    const bodies = rows.map(({ body }) => JSON.parse(body.toString()) as Entry);
    return bodies.filter(({ code }) => code === 'request.too-many');
  };

  const untilThereAre = async (count: number): Promise<Entry[]> => {
    for (;;) {
      const entries = await refusals();
      if (entries.length >= count) return entries;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('leave one entry of their own, and one that counts them when their minute is over', async () => {
    const answers = await send(40);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(40 - LIMIT);
    const [first, ...others] = await refusals();
    expect(others).toEqual([]);
    expect(refused.map(({ requestId }) => requestId)).toContain(first?.request);
    started.clock.set?.('2026-11-23T08:01:00Z');
    const [, counted] = await untilThereAre(2);
    expect(counted).toMatchObject({ act: 'request.refused-by-limit', outcome: 'refused' });
    expect(counted?.request).toBeUndefined();
    expect(counted?.detail).toEqual({
      count: 40 - LIMIT,
      minute: MINUTE,
      prefix: '203.0.113.0/24',
      routes: 'other',
    });
  });

  it('are counted together for one network and apart for another, and in the minute after anew', async () => {
    for (const client of ['203.0.113.1', '203.0.113.2', '198.51.100.1']) await send(LIMIT + 2, client);
    expect(await refusals()).toHaveLength(2);
    started.clock.set?.('2026-11-23T08:01:00Z');
    const counts = (await untilThereAre(4)).slice(2).map(({ detail }) => [detail['prefix'], detail['count']]);
    expect(counts.sort()).toEqual([
      ['198.51.100.0/24', 2],
      ['203.0.113.0/24', 4],
    ]);
    await send(1, '203.0.113.1');
    expect(await refusals()).toHaveLength(5);
  });

  it('are not counted anew where only one was refused', async () => {
    await send(LIMIT + 1);
    await started.app.close();
    expect(await refusals()).toHaveLength(1);
  });

  it('are counted when the service stops before their minute is over', async () => {
    await send(LIMIT + 5);
    await started.app.close();
    expect((await refusals()).map(({ detail }) => detail['count'])).toEqual([undefined, 5]);
  });

  it('get no answer of their own while the log takes not even the first of them', async () => {
    await send(LIMIT);
    await superuser.query('alter table audit_entries rename to audit_entries_away');
    expect((await send(3)).map(({ status }) => status)).toEqual([503, 503, 503]);
    await superuser.query('alter table audit_entries_away rename to audit_entries');
    expect((await send(2)).map(({ status }) => status)).toEqual([429, 429]);
    expect(await refusals()).toHaveLength(1);
  });

  it('keep their count until the log takes it', async () => {
    await send(LIMIT + 5);
    await superuser.query('alter table audit_entries rename to audit_entries_away');
    started.clock.set?.('2026-11-23T08:01:00Z');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await superuser.query('alter table audit_entries_away rename to audit_entries');
    expect((await untilThereAre(2))[1]?.detail['count']).toBe(5);
  });
});
