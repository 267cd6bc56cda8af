import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { BlindIndex } from '../../platform/secrets/blind-index.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';

/**
 * Tokens in the forms of a session: a keyed hash of its id, so that nothing has to be kept and no other session's form
 * fits. The second line behind `requestOrigin`.
 */
@Injectable()
export class FormTokens {
  private readonly index: BlindIndex;

  constructor(@Inject(Secrets) secrets: Secrets) {
    this.index = secrets.blindIndex('session.form', (sessionId) => sessionId);
  }

  /** What a form of this session carries, base64url. */
  of(sessionId: string): string {
    return this.index.of(sessionId).toString('base64url');
  }

  /** True when `given` was made for this session, also under the master key used before; in constant time. */
  fits(sessionId: string, given: unknown): boolean {
    if (typeof given !== 'string') return false;
    const bytes = Buffer.from(given, 'base64url');
    return this.index
      .candidates(sessionId)
      .some((right) => right.length === bytes.length && timingSafeEqual(right, bytes));
  }
}
