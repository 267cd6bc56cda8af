import { z } from 'zod';

const KEY_BYTES = 32;

const text = (expected: string) => z.string().describe(expected);

const whole = (min: number, max: number, what: string) =>
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .describe(`${what}, a whole number from ${min} to ${max}`);

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).describe(`one of ${values.join(', ')}`);

const databaseUrl = z
  .string()
  .refine((value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol))
  .describe('a URL postgresql://user:password@host:port/database');

/** 256 bits as base64 or hexadecimal; a repeated or counted-up key is refused as not random. */
const key = z
  .string()
  .refine((value) => isRandomKey(decodeKey(value)))
  .describe('32 random bytes as base64, for example from `openssl rand -base64 32`');

const origin = z
  .string()
  .refine(
    (value) =>
      URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value,
  )
  .describe('an origin without a path, for example https://zz.jincheng.gov.cn');

const spaced = (what: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/)
    .describe(`${what}, separated by spaces`);

/** An issuer of OpenID Connect Discovery: no query, no fragment. */
const issuer = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && !/[?#]/.test(value))
  .describe(
    'the issuer of the real-name identity provider of holders, for example https://login.sx.gov.cn/oidc',
  );

/** Every variable that the service reads. `description` is what an operator is told when it is wrong. */
export const variables = z.object({
  ZZ_MODE: oneOf(['production', 'trial']).default('production'),
  HOST: text('an address to listen on').default('127.0.0.1'),
  PORT: whole(0, 65_535, 'the port to listen on').default(3000),
  ZZ_PUBLIC_ORIGIN: origin.optional(),
  DATABASE_URL: databaseUrl.optional(),
  ZZ_DATABASE_POOL_SIZE: whole(2, 200, 'connections to the database').default(12),
  ZZ_STATEMENT_TIMEOUT_MS: whole(100, 600_000, 'milliseconds').default(10_000),
  ZZ_LOCK_TIMEOUT_MS: whole(100, 600_000, 'milliseconds').default(4_000),
  ZZ_MASTER_KEY: key.optional(),
  ZZ_MASTER_KEY_FILE: text('a readable file that holds the master key').optional(),
  ZZ_PREVIOUS_MASTER_KEY: key.optional(),
  ZZ_PREVIOUS_MASTER_KEY_FILE: text('a readable file that holds the master key used before').optional(),
  ZZ_SEAL_STANDARD: oneOf(['pades', 'gbt38540'])
    .describe('what licence types are founded with: pades, or gbt38540 with SM2 keys; gbt38540 in production')
    .optional(),
  ZZ_PKCS11_MODULE: text('the PKCS #11 library of a token or signing machine, a path').optional(),
  ZZ_PKCS11_TOKEN: text('label of the token').optional(),
  ZZ_PKCS11_PIN_FILE: text('a readable file that holds the PIN of the token').optional(),
  ZZ_PKCS11_SESSIONS: whole(1, 64, 'sessions with the token, signatures at once').default(4),
  ZZ_CRYPTO_SUITE: oneOf(['intl', 'gm']).default('intl'),
  ZZ_DATA_DIR: text('a folder').default('data'),
  ZZ_CERTS_DIR: text('a folder').default('certs'),
  ZZ_TSA_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))
    .describe('the address of a time-stamp authority (RFC 3161); without it a trial asks its own')
    .optional(),
  ZZ_INSIDE_HOSTS: z
    .string()
    .regex(/^[\w.:[\]-]+(,[\w.:[\]-]+)*$/)
    .describe('trust services inside our own network that may be asked, host names, comma separated')
    .optional(),
  ZZ_HOLDER_ISSUER: issuer.optional(),
  ZZ_HOLDER_CLIENT_ID: text('the service’s name at the identity provider of holders').optional(),
  ZZ_HOLDER_CLIENT_SECRET_FILE: text('a readable file that holds its secret there').optional(),
  ZZ_HOLDER_SCOPES: spaced('scopes asked of the identity provider, openid among them').default(
    'openid profile',
  ),
  ZZ_HOLDER_NAME_CLAIM: text('the claim that holds the verified name').default('name'),
  ZZ_HOLDER_NUMBER_CLAIM: text('the claim that holds the citizen identity number').default('id_number'),
  ZZ_HOLDER_LEVEL_CLAIM: text('the claim that says how well the person was identified').default('acr'),
  ZZ_HOLDER_LEVELS: spaced('values of that claim that are good enough').optional(),
  ZZ_UPLOAD_LIMIT_MB: whole(1, 200, 'megabytes').default(20),
  ZZ_TRUST_PROXY: z
    .string()
    .regex(/^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$/)
    .describe('addresses or networks of our own proxies, comma separated, for example 10.0.0.0/8')
    .optional(),
  ZZ_RATE_LIMIT_PER_MINUTE: whole(0, 10_000_000, 'requests of one address (0: no limit)').default(600),
  ZZ_COSTLY_LIMIT_PER_MINUTE: whole(1, 10_000_000, 'file checks and previews of one address').default(60),
  ZZ_SHUTDOWN_GRACE_MS: whole(0, 300_000, 'milliseconds').default(10_000),
  ZZ_ACCESS_TOKEN_MINUTES: whole(
    1,
    1_440,
    'minutes that an access token of a department’s system lasts',
  ).default(60),
  ZZ_METRICS_TOKEN: z
    .string()
    .min(16)
    .describe('at least 16 characters; without it /metrics is off')
    .optional(),
  ZZ_LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  ZZ_LOG_SAMPLE_PERCENT: whole(0, 100, 'share of good requests that get a line').default(0),
  ZZ_SLOW_REQUEST_MS: whole(1, 600_000, 'milliseconds').default(1_000),
  ZZ_CHECKPOINT_DIR: text(
    'a folder for the log’s checkpoints, best on another machine; below ZZ_DATA_DIR without it',
  ).optional(),
  ZZ_CHECKPOINT_URL: z
    .string()
    .refine(isStoreUrl)
    .describe(
      'a store elsewhere that takes each checkpoint once (PUT, If-None-Match), an address without query',
    )
    .optional(),
  ZZ_CHECKPOINT_AUTHORIZATION_FILE: text(
    'a readable file with the Authorization header for ZZ_CHECKPOINT_URL, for example “Bearer …”',
  ).optional(),
  ZZ_CHECKPOINT_SECONDS: whole(1, 60, 'seconds between checkpoints of the log at most').default(30),
  ZZ_LOG_LAG_ALARM_SECONDS: whole(1, 60, 'seconds that an entry of the log may wait for its place').default(
    60,
  ),
  ZZ_SESSION_IDLE_MINUTES: whole(1, 60, 'minutes that a session may be left alone').default(15),
  ZZ_SESSION_HOURS: whole(1, 24, 'hours after which a session ends, however busy').default(12),
  ZZ_SIGN_IN_FAILURES: whole(
    3,
    10,
    'wrong passwords or second factors in a row that lock an account',
  ).default(5),
  ZZ_SIGN_IN_LOCK_MINUTES: whole(1, 1_440, 'minutes that an account stays locked').default(30),
  ZZ_PASSWORD_LENGTH: whole(8, 64, 'characters that a password has at least').default(10),
  ZZ_PASSWORD_CLASSES: whole(1, 4, 'of small letters, capitals, digits and others, how many kinds').default(
    3,
  ),
  ZZ_PASSWORD_DAYS: whole(1, 3_650, 'days after which a password must be changed').default(90),
  ZZ_PASSWORD_REMEMBERED: whole(0, 24, 'last passwords that may not be used again').default(5),
  ZZ_LOG_RETENTION_YEARS: whole(3, 100, 'years the access log is kept').default(3),
});

function isStoreUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}

export type Variables = z.output<typeof variables>;

/** The bytes of a key written as 64 hexadecimal digits or as base64. */
export function decodeKey(written: string): Buffer {
  return Buffer.from(written.trim(), /^[0-9a-fA-F]{64}$/.test(written.trim()) ? 'hex' : 'base64');
}

/** True for 32 bytes of which at least 16 differ; 32 random bytes miss that about once in 10^20. */
export function isRandomKey(bytes: Buffer): boolean {
  return bytes.length === KEY_BYTES && new Set(bytes).size >= KEY_BYTES / 2 && !isCounting(bytes);
}

const isCounting = (bytes: Buffer): boolean =>
  bytes.every((byte, index) => index === 0 || byte - (bytes[index - 1] ?? 0) === 1);
