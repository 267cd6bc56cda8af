import type { ConnectionLimits } from '../platform/database/connection-settings.ts';
import type { Secret } from './secret.ts';

/** Nest token of the one `Config`. */
export const CONFIG = Symbol('Config');

/** The frozen value that everything is configured by; made once at start by `loadConfig`. */
export interface Config {
  /** `trial` allows development keys and marks every verdict and page as a trial. */
  readonly mode: 'production' | 'trial';
  readonly host: string;
  readonly port: number;
  /** Scheme, host and port that people and QR codes reach the service by; no trailing slash. */
  readonly publicOrigin: string;
  /** `url` (of the limited role) is null where the embedded server is to be used. */
  readonly database: { readonly url: Secret | null; readonly limits: ConnectionLimits };
  /** Absolute paths. */
  readonly folders: { readonly data: string; readonly certs: string };
  readonly http: HttpConfig;
  /** What licence types are founded with: PAdES, or seals of GB/T 38540 with SM2 keys. */
  readonly sealStandard: 'pades' | 'gbt38540';
  /** The token that seal keys may lie on; null: there is none. */
  readonly pkcs11: Pkcs11Config | null;
  readonly trustServices: TrustServicesConfig;
  /** Where holders prove who they are; null: they cannot sign in. */
  readonly identityProvider: IdentityProviderConfig | null;
  readonly log: { readonly level: string; readonly samplePercent: number; readonly slowRequestMs: number };
  readonly secrets: SecretsConfig;
  /** Bearer token for /metrics; null means that there is no such page. */
  readonly metricsToken: Secret | null;
  readonly logTree: LogTreeConfig;
  readonly clients: { readonly accessTokenMinutes: number };
  readonly retention: { readonly logYears: number };
  readonly signIn: SignInConfig;
}

/** How people sign in; the defaults are what level 3 of GB/T 22239 is assessed by. */
export interface SignInConfig {
  /** A session left alone for this long ends. */
  readonly sessionIdleMs: number;
  /** A session ends then, however busy it is. */
  readonly sessionMs: number;
  /** Wrong proofs in a row that lock an account. */
  readonly failures: number;
  readonly lockMs: number;
  readonly password: PasswordConfig;
}

export interface PasswordConfig {
  readonly minLength: number;
  /** Of small letters, capitals, digits and everything else. */
  readonly minClasses: number;
  readonly maxAgeMs: number;
  /** How many of the last ones may not be used again. */
  readonly remembered: number;
}

export interface HttpConfig {
  readonly uploadLimitBytes: number;
  /** Addresses and networks whose X-Forwarded-For is believed; false: nobody's. */
  readonly trustProxy: readonly string[] | false;
  /** 0 means no limit. */
  readonly rateLimitPerMinute: number;
  /** Requests to costly routes, of one client; counts only where `rateLimitPerMinute` is not 0. */
  readonly costlyLimitPerMinute: number;
  readonly shutdownGraceMs: number;
}

/** The tree over the access log and its signed checkpoints. */
export interface LogTreeConfig {
  /** Absolute path; belongs on another machine or medium. */
  readonly checkpointFolder: string;
  /** Where checkpoints go besides; null: nowhere. */
  readonly checkpointUrl: CheckpointUrlConfig | null;
  /** While there is something new a checkpoint is signed at least this often. */
  readonly checkpointSeconds: number;
  /** How long an entry may wait for its place before the alarm is raised. */
  readonly lagAlarmSeconds: number;
}

/** A store elsewhere that takes checkpoints once. */
export interface CheckpointUrlConfig {
  /** Without a slash at its end. */
  readonly url: string;
  /** Value of the header Authorization; null: it asks for none. */
  readonly authorization: Secret | null;
}

/** A token or signing machine by its PKCS #11 library. */
export interface Pkcs11Config {
  /** Absolute, or as the loader of the machine finds it. */
  readonly modulePath: string;
  readonly tokenLabel: string;
  readonly pin: Secret;
  readonly sessions: number;
}

/** Services outside that seals depend on. */
export interface TrustServicesConfig {
  /** Null: the time-stamp authority of a trial; in production there is then none. */
  readonly timeStampUrl: string | null;
  /** Host names that may lie inside our own network; all other inside addresses are refused. */
  readonly insideHosts: readonly string[];
}

/** A real-name identity provider that speaks OpenID Connect, and what its claims mean. */
export interface IdentityProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly scopes: readonly string[];
  readonly claims: { readonly name: string; readonly number: string; readonly level: string };
  /** Values of the level's claim that are good enough; at least one. */
  readonly acceptedLevels: readonly string[];
}

export interface SecretsConfig {
  readonly suite: 'intl' | 'gm';
  /** 32 bytes, base64; null only in trial mode: then one is made below the data folder. */
  readonly masterKey: Secret | null;
  /** Readable still, while everything is sealed anew under the present one. */
  readonly previousMasterKey: Secret | null;
}
