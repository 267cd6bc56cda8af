import { join, resolve } from 'node:path';
import { z } from 'zod';
import { sm2Available } from '../crypto/sm2/sm2-probe.ts';
import { readCheckpointUrlSettings } from './checkpoint-url-settings.ts';
import type { Config } from './config.ts';
import { ConfigError, type VariableProblem } from './config-error.ts';
import { readIdentityProviderSettings } from './identity-provider-settings.ts';
import { Secret } from './secret.ts';
import { readSecretFile, TOO_OPEN } from './secret-file.ts';
import { signInSettings } from './sign-in-settings.ts';
import { readTokenSettings } from './token-settings.ts';
import { decodeKey, isRandomKey, type Variables, variables } from './variables.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration that `environment` asks for. An empty variable counts as not set; an unknown one that begins with
 * `ZZ_` is refused, since a misspelt limit is no limit.
 *
 * @param hasSm2 whether this build of Node makes SM2 and SM3 by the standard's examples
 * @throws ConfigError with the names of all bad variables and what would be right; never a value
 */
export function loadConfig(environment: Environment = process.env, hasSm2 = sm2Available): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  const problems = [...unknownVariables(given), ...ownerSecretProblems(given)];
  if (!parsed.success) throw new ConfigError([...problems, ...schemaProblems(parsed.error.issues)]);
  const keys = readMasterKeys(parsed.data);
  const token = readTokenSettings(parsed.data);
  const checkpointUrl = readCheckpointUrlSettings(parsed.data);
  const identityProvider = readIdentityProviderSettings(parsed.data);
  const all = [
    ...problems,
    ...keys.problems,
    ...token.problems,
    ...checkpointUrl.problems,
    ...identityProvider.problems,
    ...productionProblems(parsed.data),
    ...sealStandardProblems(parsed.data, hasSm2),
  ];
  if (all.length > 0) throw new ConfigError(all);
  const settings = {
    pkcs11: token.settings,
    checkpointUrl: checkpointUrl.settings,
    identityProvider: identityProvider.settings,
  };
  return deepFreeze(toConfig(parsed.data, keys, settings));
}

/** What the short-lived migrating process needs: the owner's URL. The serving process refuses to be given it. */
export function loadOwnerDatabaseUrl(environment: Environment = process.env): Secret | null {
  const url = environment['ZZ_DATABASE_OWNER_URL'];
  if (!url) return null;
  if (!variables.shape.DATABASE_URL.safeParse(url).success)
    throw new ConfigError([{ variable: 'ZZ_DATABASE_OWNER_URL', expected: expectedOf('DATABASE_URL') }]);
  return new Secret(url);
}

function unknownVariables(given: Environment): VariableProblem[] {
  return Object.keys(given)
    .filter(
      (name) => name.startsWith('ZZ_') && !name.startsWith('ZZ_TEST_') && name !== 'ZZ_DATABASE_OWNER_URL',
    )
    .filter((name) => !(name in variables.shape))
    .map((variable) => ({ variable, expected: 'no such variable: remove it or correct its name' }));
}

function ownerSecretProblems(given: Environment): VariableProblem[] {
  if (given['ZZ_DATABASE_OWNER_URL'] === undefined) return [];
  const expected = 'not here: only the migrating process may know it (zhaozhang migrate)';
  return [{ variable: 'ZZ_DATABASE_OWNER_URL', expected }];
}

function schemaProblems(issues: readonly { path: PropertyKey[] }[]): VariableProblem[] {
  const names = new Set(issues.map(({ path }) => String(path[0])));
  return [...names].map((variable) => ({ variable, expected: expectedOf(variable) }));
}

/** What would be right; zod keeps a description below its `default` and `optional` wrappers. */
function expectedOf(variable: string): string {
  let schema: z.ZodType | undefined = (variables.shape as Record<string, z.ZodType>)[variable];
  while (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    schema = schema.unwrap() as z.ZodType;
  return schema?.description ?? 'another value';
}

/** Development keys and addresses that no phone can reach are for a trial only. */
function productionProblems(values: Variables): VariableProblem[] {
  if (values.ZZ_MODE === 'trial') return [];
  const problems: VariableProblem[] = [];
  if (!values.ZZ_MASTER_KEY && !values.ZZ_MASTER_KEY_FILE)
    problems.push({
      variable: 'ZZ_MASTER_KEY_FILE',
      expected: `${expectedOf('ZZ_MASTER_KEY_FILE')} (or ZZ_MODE=trial)`,
    });
  if (!values.ZZ_PUBLIC_ORIGIN?.startsWith('https://'))
    problems.push({
      variable: 'ZZ_PUBLIC_ORIGIN',
      expected: 'an origin that begins with https:// (or ZZ_MODE=trial)',
    });
  return problems;
}

const sealStandardOf = ({ ZZ_SEAL_STANDARD, ZZ_MODE }: Variables): Config['sealStandard'] =>
  ZZ_SEAL_STANDARD ?? (ZZ_MODE === 'production' ? 'gbt38540' : 'pades');

/** Government seals by the national standard; some builds of Node have none of its algorithms. */
function sealStandardProblems(values: Variables, hasSm2: () => boolean): VariableProblem[] {
  if (sealStandardOf(values) === 'pades' || hasSm2()) return [];
  const expected = 'pades: this build of Node has no SM2 and SM3 (its OpenSSL was built without them)';
  return [{ variable: 'ZZ_SEAL_STANDARD', expected }];
}

interface MasterKeys {
  readonly present: Secret | null;
  readonly previous: Secret | null;
  readonly problems: readonly VariableProblem[];
}

function readMasterKeys(values: Variables): MasterKeys {
  const problems: VariableProblem[] = [];
  const read = (variable: 'ZZ_MASTER_KEY' | 'ZZ_PREVIOUS_MASTER_KEY'): Secret | null => {
    const path = values[`${variable}_FILE`];
    const given = values[variable];
    const written = given === undefined && path !== undefined ? readSecretFile(path) : (given ?? null);
    if (written === TOO_OPEN) {
      problems.push({ variable: `${variable}_FILE`, expected: 'a file that no others may read: chmod 600' });
      return null;
    }
    if (written !== null && isRandomKey(decodeKey(written)))
      return new Secret(decodeKey(written).toString('base64'));
    if (path !== undefined)
      problems.push({ variable: `${variable}_FILE`, expected: `a readable file of ${expectedOf(variable)}` });
    return null;
  };
  return { present: read('ZZ_MASTER_KEY'), previous: read('ZZ_PREVIOUS_MASTER_KEY'), problems };
}

const secretOrNull = (value: string | undefined): Secret | null =>
  value === undefined ? null : new Secret(value);

/** What is read from files named by variables. */
interface FileSettings {
  readonly pkcs11: Config['pkcs11'];
  readonly checkpointUrl: Config['logTree']['checkpointUrl'];
  readonly identityProvider: Config['identityProvider'];
}

function toConfig(
  values: Variables,
  keys: MasterKeys,
  { pkcs11, checkpointUrl, identityProvider }: FileSettings,
): Config {
  return {
    mode: values.ZZ_MODE,
    host: values.HOST,
    port: values.PORT,
    publicOrigin: values.ZZ_PUBLIC_ORIGIN ?? `http://localhost:${values.PORT}`,
    database: {
      url: secretOrNull(values.DATABASE_URL),
      limits: {
        poolSize: values.ZZ_DATABASE_POOL_SIZE,
        connectTimeoutMs: 5_000,
        statementTimeoutMs: values.ZZ_STATEMENT_TIMEOUT_MS,
        lockTimeoutMs: values.ZZ_LOCK_TIMEOUT_MS,
      },
    },
    folders: { data: resolve(values.ZZ_DATA_DIR), certs: resolve(values.ZZ_CERTS_DIR) },
    http: {
      uploadLimitBytes: values.ZZ_UPLOAD_LIMIT_MB * 1024 * 1024,
      trustProxy: values.ZZ_TRUST_PROXY?.split(',') ?? false,
      rateLimitPerMinute: values.ZZ_RATE_LIMIT_PER_MINUTE,
      costlyLimitPerMinute: values.ZZ_COSTLY_LIMIT_PER_MINUTE,
      shutdownGraceMs: values.ZZ_SHUTDOWN_GRACE_MS,
    },
    sealStandard: sealStandardOf(values),
    pkcs11,
    trustServices: {
      timeStampUrl: values.ZZ_TSA_URL ?? null,
      insideHosts: values.ZZ_INSIDE_HOSTS?.split(',') ?? [],
    },
    identityProvider,
    log: {
      level: values.ZZ_LOG_LEVEL,
      samplePercent: values.ZZ_LOG_SAMPLE_PERCENT,
      slowRequestMs: values.ZZ_SLOW_REQUEST_MS,
    },
    secrets: { suite: values.ZZ_CRYPTO_SUITE, masterKey: keys.present, previousMasterKey: keys.previous },
    metricsToken: secretOrNull(values.ZZ_METRICS_TOKEN),
    logTree: {
      checkpointFolder: resolve(values.ZZ_CHECKPOINT_DIR ?? join(values.ZZ_DATA_DIR, 'log', 'checkpoints')),
      checkpointUrl,
      checkpointSeconds: values.ZZ_CHECKPOINT_SECONDS,
      lagAlarmSeconds: values.ZZ_LOG_LAG_ALARM_SECONDS,
    },
    clients: { accessTokenMinutes: values.ZZ_ACCESS_TOKEN_MINUTES },
    retention: { logYears: values.ZZ_LOG_RETENTION_YEARS },
    signIn: signInSettings(values),
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
