import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type Config } from '../../config/config.ts';
import type { SealedBox } from '../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { SiteCookie } from '../sessions/site-cookie.ts';

/** What this service must remember between sending somebody to the provider and seeing them come back. */
const HolderAttempt = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  /** RFC 7636: the secret behind the code challenge. */
  codeVerifier: z.string(),
  /** One of `returnPath`. */
  to: z.string(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
});
export type HolderAttempt = z.infer<typeof HolderAttempt>;

const LASTS_MS = 600_000;
const CONTEXT = 'cookie';

/**
 * Attempts to sign in, each in a sealed cookie of the browser that made it: whoever asks for the page a million times
 * fills no table, and nobody can begin an attempt in another's browser.
 */
@Injectable()
export class HolderAttempts {
  private readonly box: SealedBox;
  private readonly cookie: SiteCookie;

  constructor(
    @Inject(Secrets) secrets: Secrets,
    @Inject(CONFIG) { publicOrigin }: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.box = secrets.sealedBox('holder-sign-in.attempt');
    this.cookie = new SiteCookie('zz-holder-attempt', publicOrigin);
  }

  /** Value of `Set-Cookie` that keeps a new attempt. */
  keep(attempt: Omit<HolderAttempt, 'startedAt'>): string {
    const kept = JSON.stringify({ ...attempt, startedAt: this.clock.now().getTime() });
    return this.cookie.set(this.box.seal(Buffer.from(kept), CONTEXT).toString('base64url'));
  }

  /** The attempt in a `Cookie` header; null when there is none, it is over ten minutes old, or none of ours. */
  read(cookies: string | undefined): HolderAttempt | null {
    const sealed = this.cookie.valueIn(cookies);
    const attempt = sealed === undefined ? null : this.open(sealed);
    return attempt && this.clock.now().getTime() - attempt.startedAt <= LASTS_MS ? attempt : null;
  }

  /** Value of `Set-Cookie` that ends the attempt, however it went. */
  end(): string {
    return this.cookie.clear();
  }

  private open(sealed: string): HolderAttempt | null {
    try {
      const kept = this.box.open(Buffer.from(sealed, 'base64url'), CONTEXT);
      return HolderAttempt.parse(JSON.parse(kept.toString()));
    } catch {
      return null;
    }
  }
}
