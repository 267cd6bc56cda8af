import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../../../shared/domain-error.ts';
import type { SignInErrorCode } from '../sign-in.errors.ts';
import { Turns } from './turns.ts';

/** argon2id as the OWASP Password Storage Cheat Sheet asks for at least: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Each takes a thread and 19 MiB: a flood of sign-ins may slow down sign-ins and nothing else. */
const turns = new Turns(2, 64);

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
/** Hash of nothing: who has no password is checked against it, at the same cost. */
const STAND_IN = `${PREFIX}${base64(randomBytes(SALT_BYTES))}$${base64(randomBytes(HASH_BYTES))}`;

/**
 * The PHC string of a password in its normal form.
 *
 * @throws DomainError sign-in.busy
 */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password, { ...PARAMETERS, outputLen: HASH_BYTES }));

/**
 * Whether a password has this hash. Without a hash the same work is done, and the answer is no.
 *
 * @throws DomainError sign-in.busy
 */
export const hasHash = (password: string, phc: string | null): Promise<boolean> =>
  inTurn(async () => (await verify(phc ?? STAND_IN, password)) && phc !== null);

/** True for a hash by other parameters than those of today. */
export const isOutdatedHash = (phc: string): boolean => !phc.startsWith(PREFIX);

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = await turns.take(work);
  if (done === undefined)
    throw new DomainError<SignInErrorCode>('unavailable', 'sign-in.busy', { retryAfterSeconds: 5 });
  return done;
}
