import { connect } from 'node:net';
import { Body, Controller, Get, Module, Param, Post, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConfigModule } from '../../src/config/config.module.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { ACCESS_POLICY, type AccessPolicy } from '../../src/platform/http/access-policy.ts';
import type { Caller } from '../../src/platform/http/caller.ts';
import { createApp } from '../../src/platform/http/create-app.ts';
import { CurrentCaller } from '../../src/platform/http/current-caller.decorator.ts';
import { HttpModule } from '../../src/platform/http/http.module.ts';
import { Degraded, Readiness } from '../../src/platform/http/readiness.ts';
import { REQUEST_LOG } from '../../src/platform/http/request-log.ts';
import type { RequestTrace } from '../../src/platform/http/request-trace.ts';
import { Allows, Costly, Logged, NotLogged, Public } from '../../src/platform/http/route-rules.ts';
import { createLogger } from '../../src/platform/logging/logger.ts';
import { LoggingModule } from '../../src/platform/logging/logging.module.ts';

const Licence = z
  .object({ holder: z.object({ name: z.string().min(2) }), city: z.enum(['泽州', '高平']) })
  .strict();

interface Entry {
  readonly act: string;
  readonly status: number;
  readonly code: string | null;
  readonly caller: string;
}

/** A log in memory that can be made to fail. */
const log = {
  entries: [] as Entry[],
  fails: false,
  async ensureLogged(trace: RequestTrace, status: number): Promise<void> {
    if (log.fails) throw new Error('disk full: /secret/path');
    const act = trace.rule.logged ?? 'request.unmatched';
    log.entries.push({ act, status, code: trace.code, caller: trace.caller.kind });
  },
};

const policy: AccessPolicy = {
  carriesCredential: ({ headers }) => headers.authorization !== undefined,
  async authenticate(request, anonymous) {
    const { authorization } = request.headers;
    if (authorization === undefined) return anonymous;
    return authorization === 'Bearer right' ? { ...anonymous, kind: 'client', id: 'KEY00001' } : null;
  },
  refusalOf: (_caller, act) => (act === 'licence.issue' ? null : 'caller.forbidden'),
};

@Controller()
class TryController {
  @Get('open/:id')
  @Public()
  @Logged('verification.token')
  open(@Param('id') id: string, @CurrentCaller() caller: Caller) {
    return { id, caller: caller.kind };
  }

  @Post('licences')
  @Allows('licence.issue')
  @Logged('licence.issue')
  issue(@Body({ schema: Licence }) body: z.infer<typeof Licence>) {
    return body;
  }

  @Post('seals')
  @Allows('seal.create')
  @Logged('seal.create')
  create() {
    return {};
  }

  @Get('fault')
  @Public()
  @Logged('page.read')
  fault() {
    throw new Error('password hunter2 in the cause');
  }

  @Get('page')
  @Public()
  @NotLogged('static')
  page(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply.type('text/html; charset=utf-8');
    return '<!doctype html>';
  }

  @Get('costly')
  @Public()
  @Logged('page.read')
  @Costly()
  costly() {
    return {};
  }

  @Get('slow')
  @Public()
  @Logged('page.read')
  async slow() {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { done: true };
  }
}

const variables = {
  ZZ_MODE: 'trial',
  ZZ_RATE_LIMIT_PER_MINUTE: '0',
  ZZ_METRICS_TOKEN: 'a-token-of-our-own',
};
const config = loadConfig(variables);
const logger = createLogger({ ...config.log, level: 'silent' });

@Module({
  imports: [ConfigModule.forRoot(config), LoggingModule.forRoot(logger), HttpModule],
  controllers: [TryController],
  providers: [
    { provide: REQUEST_LOG, useValue: log },
    { provide: ACCESS_POLICY, useValue: policy },
  ],
})
class TryModule {}

describe('the HTTP ground', () => {
  let app: NestFastifyApplication;
  let origin: string;

  beforeAll(async () => {
    app = await createApp(TryModule, config, logger);
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
  });

  afterAll(() => app?.close());

  beforeEach(() => {
    log.entries = [];
    log.fails = false;
  });

  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: 'Bearer right', ...headers },
    });

  /** Sends bytes as they are; fetch would correct or refuse them. */
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        answer += chunk;
      });
      socket.on('error', reject).on('close', () => resolve(answer));
    });

  it('answers a public route and logs it once', async () => {
    const response = await fetch(`${origin}/open/7`);
    expect([response.status, await response.json()]).toEqual([200, { id: '7', caller: 'anonymous' }]);
    expect(log.entries).toEqual([
      { act: 'verification.token', status: 200, code: null, caller: 'anonymous' },
    ]);
  });

  it.each([
    ['no route', () => fetch(`${origin}/nowhere`), 404, 'resource.not-found'],
    ['another case of a route', () => fetch(`${origin}/OPEN/7`), 404, 'resource.not-found'],
    ['JSON that is none', () => post('/licences', '{"a":'), 400, 'request.malformed'],
    ['a __proto__ member', () => post('/licences', '{"__proto__":{"x":1}}'), 400, 'request.malformed'],
    ['NUL in a value', () => post('/licences', '{"holder":{"name":"a\\u0000"}}'), 400, 'request.bad-text'],
    [
      'half a surrogate pair',
      () => post('/licences', '{"holder":{"name":"\\ud842"}}'),
      400,
      'request.bad-text',
    ],
    ['NUL in the path', () => fetch(`${origin}/open/%00`), 400, 'request.bad-text'],
    [
      'a body beyond the limit',
      () => post('/licences', `"${'x'.repeat(9 * 1024 * 1024)}"`),
      413,
      'request.too-large',
    ],
    [
      'an unknown content type',
      () => post('/licences', 'x', { 'content-type': 'text/csv' }),
      415,
      'request.media-type',
    ],
    ['no credentials', () => fetch(`${origin}/licences`, { method: 'POST' }), 401, 'caller.unknown'],
    [
      'wrong credentials',
      () => post('/licences', '{}', { authorization: 'Bearer wrong' }),
      401,
      'caller.unknown',
    ],
    [
      'wrong credentials on a public route',
      () => fetch(`${origin}/open/7`, { headers: { authorization: 'x' } }),
      401,
      'caller.unknown',
    ],
    ['an act that is not allowed', () => post('/seals', '{}'), 403, 'caller.forbidden'],
  ])('answers a problem, and logs it, for %s', async (_what, send, status, code) => {
    const response = await send();
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect([response.status, await response.json()]).toEqual([
      status,
      expect.objectContaining({ status, code }),
    ]);
    expect(log.entries).toEqual([expect.objectContaining({ status, code })]);
  });

  it('names the request in a header of every answer, of one that was held back too', async () => {
    log.fails = true;
    const heldBack = await fetch(`${origin}/open/7`);
    log.fails = false;
    for (const response of [heldBack, await post('/licences', '{}')]) {
      const { requestId } = (await response.json()) as { requestId: string };
      expect(response.headers.get('x-request-id')).toBe(requestId);
    }
    const granted = await fetch(`${origin}/open/7`);
    expect(granted.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers a problem, and logs it, for a URL that is none', async () => {
    const answer = await raw('GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"request\.bad-url"/);
    expect(log.entries).toEqual([expect.objectContaining({ status: 400, code: 'request.bad-url' })]);
  });

  it('answers 431, and logs it, for a header of 64 KB', async () => {
    const answer = await raw(`GET /open/7 HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(65_536)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 [\s\S]*"code":"request\.headers-too-large"/);
    expect(log.entries).toEqual([expect.objectContaining({ status: 431 })]);
  });

  it('names each wrong field by its path', async () => {
    const response = await post('/licences', '{"holder":{"name":"王"},"city":"太原","x":1}', {
      'accept-language': 'en',
    });
    expect(await response.json()).toMatchObject({
      status: 400,
      code: 'request.invalid',
      detail: 'Some values need to be corrected',
      errors: [
        { path: 'holder/name', code: 'value.too-short', message: 'This must be at least 2' },
        { path: 'city', code: 'value.choice' },
        { path: '', code: 'value.unknown-member', message: 'There is no such member: x' },
      ],
    });
  });

  it('tells of a fault of ours nothing but the reference number', async () => {
    const response = await fetch(`${origin}/fault`);
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(body)).toMatchObject({
      code: 'service.fault',
      detail: expect.stringMatching(/编号 [0-9a-f-]{36}$/),
    });
    expect(body).not.toMatch(/hunter2|at /);
  });

  it('holds back the answer, and all that it would have shown, when it cannot be logged', async () => {
    log.fails = true;
    const response = await fetch(`${origin}/open/secret-7`);
    const body = await response.text();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(body).toContain('log-unavailable');
    expect(body).not.toMatch(/secret/);
  });

  it('gives pages a nonce policy of their own and programs none', async () => {
    const page = (await fetch(`${origin}/page`)).headers.get('content-security-policy');
    const again = (await fetch(`${origin}/page`)).headers.get('content-security-policy');
    expect(page).toMatch(/script-src 'nonce-[\w-]{22}' 'strict-dynamic'/);
    expect(page).not.toBe(again);
    expect(page).not.toContain('upgrade-insecure-requests');
    const json = await fetch(`${origin}/open/7`);
    expect(json.headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(json.headers.get('strict-transport-security')).toBeNull();
  });

  it('answers HEAD like GET without a body', async () => {
    const response = await fetch(`${origin}/open/7`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(log.entries).toHaveLength(1);
  });

  it('shows metrics to the bearer of the token alone, by route pattern and never by path', async () => {
    await fetch(`${origin}/open/token-of-a-licence`);
    expect((await fetch(`${origin}/metrics`)).status).toBe(404);
    const metrics = await fetch(`${origin}/metrics`, {
      headers: { authorization: 'Bearer a-token-of-our-own' },
    });
    const text = await metrics.text();
    expect(text).toContain('route="/open/:id"');
    expect(text).not.toContain('token-of-a-licence');
  });

  it('is live and, with no part registered, ready', async () => {
    expect(await (await fetch(`${origin}/health/live`)).json()).toEqual({ status: 'live' });
    expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
    expect(log.entries).toEqual([]);
  });

  it('stays ready while a part is degraded, says which, and shows no reason', async () => {
    const parts = app.get(Readiness, { strict: false });
    const ready = async () => {
      const response = await fetch(`${origin}/health/ready`);
      return [response.status, await response.text()];
    };
    parts.register('tree', async () => {
      throw new Degraded('a reason');
    });
    expect(await ready()).toEqual([200, '{"status":"ready","parts":{"tree":"degraded"}}']);
    parts.register('store', () => Promise.reject(new Error('another reason')));
    expect(await ready()).toEqual([
      503,
      '{"status":"not ready","parts":{"tree":"degraded","store":"failed"}}',
    ]);
    for (const part of ['tree', 'store']) parts.register(part, async () => {});
  });

  describe('with limits of 4 requests and 2 costly ones a minute', () => {
    let limited: NestFastifyApplication;
    let address: string;

    beforeEach(async () => {
      const limits = { ZZ_RATE_LIMIT_PER_MINUTE: '4', ZZ_COSTLY_LIMIT_PER_MINUTE: '2' };
      const settings = loadConfig({ ...variables, ...limits, ZZ_TRUST_PROXY: '127.0.0.1' });
      limited = await createApp(TryModule, settings, logger);
      await limited.listen(0, '127.0.0.1');
      address = await limited.getUrl();
    });

    afterEach(() => limited?.close());

    const statuses = async (client: string, paths: readonly string[]) => {
      const all: number[] = [];
      for (const path of paths)
        all.push((await fetch(address + path, { headers: { 'x-forwarded-for': client } })).status);
      return all;
    };

    it('refuses the fifth request with a problem and the time to wait, and logs it', async () => {
      await statuses('192.0.2.1', ['/open/1', '/open/2', '/nowhere', '/open/4']);
      log.entries = [];
      const refused = await fetch(`${address}/open/5`, { headers: { 'x-forwarded-for': '192.0.2.1' } });
      expect([refused.status, await refused.json()]).toEqual([
        429,
        expect.objectContaining({ code: 'request.too-many' }),
      ]);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(log.entries).toEqual([expect.objectContaining({ status: 429, code: 'request.too-many' })]);
    });

    it('counts paths that no route has, and no client for another', async () => {
      const nowhere = Array.from({ length: 5 }, (_, index) => `/nowhere/${index}`);
      expect((await statuses('192.0.2.1', nowhere)).at(-1)).toBe(429);
      expect(await statuses('192.0.2.2', ['/open/1'])).toEqual([200]);
    });

    it('takes the addresses of one IPv6 network for one client', async () => {
      for (const host of ['1', '2', '3', '4']) await statuses(`2001:db8::${host}`, ['/open/1']);
      expect(await statuses('2001:db8::ffff', ['/open/1'])).toEqual([429]);
      expect(await statuses('2001:db8:0:1::1', ['/open/1'])).toEqual([200]);
    });

    it('allows fewer requests of the costly kind', async () => {
      expect(await statuses('192.0.2.3', ['/costly', '/costly', '/costly', '/open/1'])).toEqual([
        200, 200, 429, 200,
      ]);
    });
  });

  it('tells browsers to come by https alone, and only where the service is on https', async () => {
    const settings = loadConfig({ ...variables, ZZ_PUBLIC_ORIGIN: 'https://zz.example' });
    const onHttps = await createApp(TryModule, settings, logger);
    await onHttps.listen(0, '127.0.0.1');
    const { headers } = await fetch(`${await onHttps.getUrl()}/page`);
    await onHttps.close();
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('finishes the request under way when it is told to stop', async () => {
    const stopping = await createApp(TryModule, config, logger);
    await stopping.listen(0, '127.0.0.1');
    const answer = fetch(`${await stopping.getUrl()}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = stopping.close();
    expect(await (await answer).json()).toEqual({ done: true });
    await closed;
  });

  it('does not start with a route that does not say who may call it and how it is logged', async () => {
    @Controller('forgotten')
    class ForgottenController {
      @Get()
      @Public()
      read() {
        return {};
      }
    }
    @Module({ imports: [TryModule], controllers: [ForgottenController] })
    class ForgottenModule {}
    await expect(createApp(ForgottenModule, config, logger)).rejects.toThrow('GET /forgotten');
  });
});
