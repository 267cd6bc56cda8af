import { Inject, Injectable } from '@nestjs/common';
import { SiteCookie } from '../../access/sessions/site-cookie.ts';
import { CONFIG, type Config } from '../../config/config.ts';

/** Holds the token of a sign-in or enrolment between its pages. */
@Injectable()
export class StaffAttemptCookie extends SiteCookie {
  constructor(@Inject(CONFIG) { publicOrigin }: Config) {
    super('zz-staff-attempt', publicOrigin);
  }
}
