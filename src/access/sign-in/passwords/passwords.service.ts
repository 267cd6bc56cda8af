import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, type PasswordConfig } from '../../../config/config.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/transaction-runner.ts';
import type { SealedBox } from '../../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../../platform/secrets/secrets.ts';
import { DomainError, type FieldProblem } from '../../../shared/domain-error.ts';
import { newId } from '../../../shared/ids.ts';
import type { SignInErrorCode } from '../sign-in.errors.ts';
import { hasHash, hashPassword, isOutdatedHash } from './password-hashing.ts';
import { normalPassword, type PasswordProblemCode, passwordProblems } from './password-problems.ts';

interface PasswordRow {
  readonly id: string;
  readonly hashSealed: Buffer | null;
  readonly setAt: Date;
}

/** Passwords of staff: their hashes lie sealed, so that whoever has the tables alone cannot even guess. */
@Injectable()
export class Passwords {
  private readonly rules: PasswordConfig;
  private readonly box: SealedBox;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CONFIG) config: Config,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.rules = config.signIn.password;
    this.box = secrets.sealedBox('staff.password');
  }

  /**
   * Whether `typed` is the password of an account. It costs the same where there is no password or no such account.
   *
   * @throws DomainError sign-in.busy
   */
  async isRight(accountId: string, typed: string): Promise<boolean> {
    const [row] = await this.last(accountId, 1);
    const hash = row ? this.open(row) : null;
    const password = normalPassword(typed);
    const right = await hasHash(password, hash);
    if (right && row && hash && this.isOutdated(row, hash)) await this.renew(row, password);
    return right;
  }

  /** Whether the password of an account is older than one may become. */
  async isTooOld(accountId: string, now: Date): Promise<boolean> {
    const [row] = await this.last(accountId, 1);
    return row !== undefined && now.getTime() - row.setAt.getTime() > this.rules.maxAgeMs;
  }

  /**
   * The hash of a new password, if it keeps the rules.
   *
   * @throws DomainError password.refused with its reasons, sign-in.busy
   */
  async accepted(account: { readonly id: string; readonly login: string }, typed: string): Promise<string> {
    const password = normalPassword(typed);
    const problems = passwordProblems(password, account.login, this.rules);
    if (problems.length === 0 && (await this.wasUsed(account.id, password)))
      problems.push('password.used-before');
    if (problems.length > 0)
      throw new DomainError<SignInErrorCode>('invalid', 'password.refused', {
        problems: problems.map((code) => this.problem(code)),
      });
    return hashPassword(password);
  }

  /** Makes `hash` the password of an account inside `tx`, and erases hashes that are older than what is remembered. */
  async set(tx: Tx, accountId: string, hash: string, now: Date): Promise<void> {
    const id = newId();
    await tx.query(
      'sign-in.insert-password',
      `INSERT INTO staff_passwords (id, account_id, hash_sealed, set_at) VALUES ($1, $2, $3, $4)`,
      [id, accountId, this.box.seal(Buffer.from(hash), contextOf(id)), now],
    );
    await tx.query(
      'sign-in.erase-passwords',
      `UPDATE staff_passwords SET hash_sealed = NULL WHERE account_id = $1 AND hash_sealed IS NOT NULL
         AND id NOT IN (SELECT id FROM staff_passwords WHERE account_id = $1 ORDER BY place DESC LIMIT $2)`,
      [accountId, Math.max(1, this.rules.remembered)],
    );
  }

  private async wasUsed(accountId: string, password: string): Promise<boolean> {
    for (const row of await this.last(accountId, this.rules.remembered)) {
      const hash = this.open(row);
      if (hash !== null && (await hasHash(password, hash))) return true;
    }
    return false;
  }

  private last(accountId: string, count: number): Promise<PasswordRow[]> {
    return this.database.query<PasswordRow & Record<string, unknown>>(
      'sign-in.last-passwords',
      `SELECT id, hash_sealed AS "hashSealed", set_at AS "setAt" FROM staff_passwords
       WHERE account_id = $1 ORDER BY place DESC LIMIT $2`,
      [accountId, count],
    );
  }

  private open({ id, hashSealed }: PasswordRow): string | null {
    return hashSealed && this.box.open(hashSealed, contextOf(id)).toString();
  }

  private isOutdated({ hashSealed }: PasswordRow, hash: string): boolean {
    return isOutdatedHash(hash) || (hashSealed !== null && this.box.isOutdated(hashSealed));
  }

  private async renew({ id }: PasswordRow, password: string): Promise<void> {
    const hash = await hashPassword(password);
    await this.database.query(
      'sign-in.renew-password-hash',
      `UPDATE staff_passwords SET hash_sealed = $2 WHERE id = $1 AND hash_sealed IS NOT NULL`,
      [id, this.box.seal(Buffer.from(hash), contextOf(id))],
    );
  }

  private problem(code: PasswordProblemCode): FieldProblem {
    const { minLength, minClasses, remembered } = this.rules;
    const limit = { 'password.too-short': minLength, 'password.too-few-classes': minClasses }[code as string];
    return { path: 'password', code, params: { limit: limit ?? remembered } };
  }
}

const contextOf = (id: string) => `staff_passwords/${id}/hash`;
