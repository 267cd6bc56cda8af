import type { Config } from './config.ts';
import type { VariableProblem } from './config-error.ts';
import { Secret } from './secret.ts';
import { readSecretFile, TOO_OPEN } from './secret-file.ts';
import type { Variables } from './variables.ts';

/**
 * Settings of the identity provider of holders, all or none. Levels have no default: a provider may let people in who
 * only own a telephone. Over plain http a name could be changed on the way, so that is for a trial alone.
 */
export function readIdentityProviderSettings(values: Variables): {
  readonly settings: Config['identityProvider'];
  readonly problems: readonly VariableProblem[];
} {
  const { ZZ_HOLDER_ISSUER: issuer, ZZ_HOLDER_CLIENT_ID: clientId, ZZ_HOLDER_LEVELS: levels } = values;
  if (issuer === undefined) return { settings: null, problems: [] };
  const problems: VariableProblem[] = [];
  const ask = (variable: string, expected: string) => problems.push({ variable, expected });
  if (values.ZZ_MODE === 'production' && !issuer.startsWith('https://'))
    ask('ZZ_HOLDER_ISSUER', 'an issuer that begins with https:// (or ZZ_MODE=trial)');
  if (clientId === undefined) ask('ZZ_HOLDER_CLIENT_ID', 'the name of the service at ZZ_HOLDER_ISSUER');
  if (levels === undefined)
    ask('ZZ_HOLDER_LEVELS', 'the levels of ZZ_HOLDER_LEVEL_CLAIM that are good enough');
  const scopes = values.ZZ_HOLDER_SCOPES.split(' ');
  if (!scopes.includes('openid')) ask('ZZ_HOLDER_SCOPES', 'scopes with openid among them');
  const clientSecret = readClientSecret(values.ZZ_HOLDER_CLIENT_SECRET_FILE);
  if (clientSecret === null) {
    const expected = 'a readable file that holds the client’s secret, and that no others may read: chmod 600';
    ask('ZZ_HOLDER_CLIENT_SECRET_FILE', expected);
  }
  if (clientId === undefined || levels === undefined || clientSecret === null)
    return { settings: null, problems };
  const claims = {
    name: values.ZZ_HOLDER_NAME_CLAIM,
    number: values.ZZ_HOLDER_NUMBER_CLAIM,
    level: values.ZZ_HOLDER_LEVEL_CLAIM,
  };
  const acceptedLevels = levels.split(' ');
  return { settings: { issuer, clientId, clientSecret, scopes, claims, acceptedLevels }, problems };
}

function readClientSecret(path: string | undefined): Secret | null {
  const written = path === undefined ? null : readSecretFile(path);
  if (written === null || written === TOO_OPEN || written.trim() === '') return null;
  return new Secret(written.trim());
}
