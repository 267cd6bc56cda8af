import { HolderSubjects } from '../../src/access/holder-sign-in/holder-subjects.ts';
import { SessionsService } from '../../src/access/sessions/sessions.service.ts';
import type { Holder } from '../../src/holders/holder.ts';
import { transactionsOf } from './city.ts';
import type { StartedApp } from './start-app.ts';

/** What a browser sends with the session of a holder that was opened now, past the provider. */
export async function signedInHolder(
  started: StartedApp,
  holder: Pick<Holder, 'name' | 'code'> | undefined,
): Promise<Readonly<Record<string, string>>> {
  const subjects = started.app.get(HolderSubjects, { strict: false });
  const sessions = started.app.get(SessionsService, { strict: false });
  const { token } = await transactionsOf(started).run(async (tx) => {
    const id = await subjects.enter(tx, { name: holder?.name ?? '', number: holder?.code ?? '' });
    const opening = { subject: { kind: 'holder', id }, factors: ['provider'], address: '127.0.0.1' } as const;
    return sessions.open(tx, opening, started.clock.now());
  });
  return { cookie: `zz-session=${token}`, 'sec-fetch-site': 'same-origin' };
}
