import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from '../../platform/http/http-problem.ts';
import { NotLogged, Public } from '../../platform/http/route-rules.ts';
import { ASSETS, type Asset, type Assets } from './assets.ts';
import { accepts } from './page-compression.ts';

const SAME_FOR_ALL = 'a file of the site, the same for everybody';
const FOREVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';
/** A service worker is bound by the policy of its own script: it fetches from us and does nothing else. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'";

function send(request: FastifyRequest, reply: FastifyReply, asset: Asset, cacheControl: string): void {
  const encoding = request.headers['accept-encoding'];
  const [body, coding] = accepts(encoding, 'br')
    ? ([asset.brotli, 'br'] as const)
    : accepts(encoding, 'gzip')
      ? ([asset.gzip, 'gzip'] as const)
      : ([asset.plain, null] as const);
  if (coding) reply.header('content-encoding', coding);
  void reply
    .headers({ 'content-type': asset.type, 'cache-control': cacheControl, vary: 'Accept-Encoding' })
    .send(body);
}

/** Scripts, icon and robots.txt. */
@ApiExcludeController()
@Controller()
export class AssetsController {
  constructor(@Inject(ASSETS) private readonly assets: Assets) {}

  @Get('assets/:name')
  @Public()
  @NotLogged(SAME_FOR_ALL)
  script(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const asset = this.assets.hashed.get(name);
    if (!asset) throw new HttpProblem(404, 'resource.not-found');
    send(request, reply, asset, FOREVER);
  }

  @Get('offline-worker.js')
  @Public()
  @NotLogged(SAME_FOR_ALL)
  offlineWorker(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    reply.header('content-security-policy', WORKER_POLICY);
    send(request, reply, this.assets.offlineWorker, 'no-cache');
  }

  @Get('favicon.svg')
  @Public()
  @NotLogged(SAME_FOR_ALL)
  favicon(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    send(request, reply, this.assets.favicon, A_DAY);
  }

  /** Browsers ask for it whatever a page says. */
  @Get('favicon.ico')
  @Public()
  @NotLogged(SAME_FOR_ALL)
  faviconByHabit(@Res() reply: FastifyReply): void {
    void reply.code(301).header('location', '/favicon.svg').header('cache-control', A_DAY).send();
  }

  @Get('robots.txt')
  @Public()
  @NotLogged(SAME_FOR_ALL)
  robots(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    send(request, reply, this.assets.robots, A_DAY);
  }
}
