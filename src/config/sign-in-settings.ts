import type { SignInConfig } from './config.ts';
import type { Variables } from './variables.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What the variables say of sessions, locks and passwords, in milliseconds. */
export const signInSettings = (values: Variables): SignInConfig => ({
  sessionIdleMs: values.ZZ_SESSION_IDLE_MINUTES * MINUTE_MS,
  sessionMs: values.ZZ_SESSION_HOURS * HOUR_MS,
  failures: values.ZZ_SIGN_IN_FAILURES,
  lockMs: values.ZZ_SIGN_IN_LOCK_MINUTES * MINUTE_MS,
  password: {
    minLength: values.ZZ_PASSWORD_LENGTH,
    minClasses: values.ZZ_PASSWORD_CLASSES,
    maxAgeMs: values.ZZ_PASSWORD_DAYS * DAY_MS,
    remembered: values.ZZ_PASSWORD_REMEMBERED,
  },
});
