import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoCitizens } from '../../src/demo/demo-citizens.ts';
import {
  type ProviderPerson,
  type RunningProvider,
  startDemoIdentityProvider,
} from '../../src/demo/demo-identity-provider.ts';
import { newTestFolder } from './test-server.ts';

/** What tests call the service; `PlainBrowser` and Chromium find it on its free port. */
export const PUBLIC_ORIGIN = 'http://localhost:3000';

/** The people whom a provider of tests knows: those of the demo, and some whom it describes badly. */
export const PEOPLE: readonly ProviderPerson[] = [
  ...demoCitizens().map(({ name, number, level }) => person(name, level, { name, id_number: number })),
  person('没有号码', 'face', { name: '没有号码' }),
  person('校验码不对', 'face', { name: '校验码不对', id_number: '110105194912310021' }),
  person('没有姓名', 'face', { id_number: '11010519491231002X' }),
];

/** A provider by `oidc-provider`, and the variables by which a service is its client. */
export async function startIdentityProvider(
  people = PEOPLE,
): Promise<RunningProvider & { readonly environment: Readonly<Record<string, string>> }> {
  const provider = await startDemoIdentityProvider({
    people,
    redirectUri: `${PUBLIC_ORIGIN}/holder/sign-in/return`,
  });
  return { ...provider, environment: clientEnvironment(provider) };
}

/** The variables of a client of `provider`. */
export function clientEnvironment({
  issuer,
  clientId,
  clientSecret,
}: Pick<RunningProvider, 'issuer' | 'clientId' | 'clientSecret'>): Record<string, string> {
  const secretFile = join(newTestFolder(), 'client-secret');
  writeFileSync(secretFile, clientSecret);
  chmodSync(secretFile, 0o600);
  return {
    ZZ_PUBLIC_ORIGIN: PUBLIC_ORIGIN,
    ZZ_HOLDER_ISSUER: issuer,
    ZZ_HOLDER_CLIENT_ID: clientId,
    ZZ_HOLDER_CLIENT_SECRET_FILE: secretFile,
    ZZ_HOLDER_LEVELS: 'face',
  };
}

function person(label: string, level: string, claims: ProviderPerson['claims']): ProviderPerson {
  return { label, level, claims };
}
