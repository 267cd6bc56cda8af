import { TOTP } from 'otpauth';
import { EnrolmentsService } from '../../src/access/accounts/enrolments.service.ts';
import { type Answer, transactionsOf } from './city.ts';
import { type StaffRow, staffRow } from './staff.ts';
import type { StartedApp } from './start-app.ts';

export const PASSWORD = '云在青天有月Shui9';
/** What the service of the tests is called by: the default of `ZZ_PUBLIC_ORIGIN`. */
export const PUBLIC_ORIGIN = 'http://localhost:3000';

/** Somebody with an authenticator app, as their password and app know them. */
export interface StaffPerson extends StaffRow {
  readonly password: string;
  /** Base 32. */
  readonly totpSecret: string;
}

/** A person who is signed in: sends requests with their cookie, from our own pages. */
export interface SignedInStaff {
  readonly person: StaffPerson;
  readonly cookie: string;
  send(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

/** Sends JSON and reads whatever comes back. */
export async function sendJson(
  started: StartedApp,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(started.origin + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** The code that an authenticator app shows at the service's present time, `steps` of 30 s from now. */
export const totpCode = (started: StartedApp, secret: string, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: started.clock.now().getTime() + steps * 30_000 });

/** A one-time code for an account, as the command would make it. */
export const enrolmentCode = async (started: StartedApp, accountId: string): Promise<string> => {
  const enrolments = started.app.get(EnrolmentsService, { strict: false });
  return (await transactionsOf(started).run((tx) => enrolments.open(tx, accountId, null))).code;
};

/** Enrols an invited or active account by its code, with an app as second factor. */
export async function enrol(started: StartedApp, row: StaffRow, password = PASSWORD): Promise<StaffPerson> {
  const code = await enrolmentCode(started, row.id);
  const begun = await sendJson(started, 'POST', '/api/v1/staff-enrolments/attempts', {
    login: row.login,
    code,
    password,
  });
  const attempt = begun.body.attempt as string;
  const offer = await sendJson(started, 'POST', '/api/v1/staff-enrolments/offers', { attempt, kind: 'totp' });
  const secret = offer.body.told.secret as string;
  const done = await sendJson(started, 'POST', '/api/v1/staff-enrolments', {
    attempt,
    kind: 'totp',
    challenge: offer.body.challenge,
    answer: totpCode(started, secret, -1),
    label: '手机',
  });
  if (done.status !== 200)
    throw new Error(`not enrolled: ${JSON.stringify([begun.body, offer.body, done.body])}`);
  return { ...row, password, totpSecret: secret };
}

/** An enrolled account with roles in its unit. */
export const staffPerson = async (
  started: StartedApp,
  roles: readonly string[] = [],
  options: Parameters<typeof staffRow>[2] = {},
): Promise<StaffPerson> => enrol(started, await staffRow(started, roles, options));

/** Both steps of signing in; the answers of each. */
export async function signInSteps(
  started: StartedApp,
  { login, password, totpSecret }: StaffPerson,
  {
    code = totpCode(started, totpSecret),
    headers = {},
  }: { code?: string; headers?: Record<string, string> } = {},
): Promise<{ first: Answer; second: Answer | null }> {
  const first = await sendJson(
    started,
    'POST',
    '/api/v1/staff-sessions/attempts',
    { login, password },
    headers,
  );
  if (first.status !== 201) return { first, second: null };
  const proof = { attempt: first.body.attempt, kind: 'totp', answer: code };
  return { first, second: await sendJson(started, 'POST', '/api/v1/staff-sessions', proof, headers) };
}

/** The cookie pair that an answer sets. */
export const cookieOf = (answer: Answer | null): string =>
  answer?.headers.getSetCookie()[0]?.split(';')[0] ?? '';

/** A person of `staffPerson`, signed in by password and app. */
export async function signedIn(started: StartedApp, person: StaffPerson): Promise<SignedInStaff> {
  const { first, second } = await signInSteps(started, person);
  const cookie = cookieOf(second);
  if (!cookie) throw new Error(`not signed in: ${JSON.stringify([first.body, second?.body])}`);
  return {
    person,
    cookie,
    send: (method, path, body, headers = {}) =>
      sendJson(started, method, path, body, { cookie, origin: PUBLIC_ORIGIN, ...headers }),
  };
}
