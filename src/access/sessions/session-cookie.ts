import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { SiteCookie } from './site-cookie.ts';

/** The cookie of a signed-in person. */
@Injectable()
export class SessionCookie extends SiteCookie {
  constructor(@Inject(CONFIG) { publicOrigin }: Config) {
    super('zz-session', publicOrigin);
  }
}
