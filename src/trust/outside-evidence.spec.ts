import type { ServerResponse } from 'node:http';
import { OutsidePki, type ResponderHabits } from '../../test/factories/outside-pki.ts';
import { makeTestPki } from '../../test/factories/test-pki.ts';
import { type Answering, OutsideServices } from '../../test/support/outside-services.ts';
import { certificatePem } from '../../test/support/signing-identity.ts';
import { octetString } from '../crypto/der/der-writer.ts';
import { makeCrl } from '../crypto/pki/make-crl.ts';
import { makeOcspRefusal } from '../crypto/pki/make-ocsp-response.ts';
import { validatePath } from '../crypto/pki/validate-path.ts';
import { OutsideEvidence } from './outside-evidence.ts';
import type { OutsideLimits } from './outside-limits.ts';

const START = new Date('2026-11-23T08:00:00Z');
const HOUR_MS = 3_600_000;
const LIMITS: OutsideLimits = {
  timeoutMs: 400,
  tries: 2,
  maxListBytes: 20_000,
  maxAtOnce: 20,
  maxKeptBytes: 100_000,
};

describe('word on the certificates of an outside CA', () => {
  let services: OutsideServices;
  let outside: OutsidePki;
  let evidence: OutsideEvidence;
  let now: Date;

  beforeAll(async () => {
    services = await OutsideServices.start();
    now = START;
    outside = await OutsidePki.on(services, () => now);
  });
  afterAll(() => services.stop());
  beforeEach(async () => {
    now = START;
    services.at.clear();
    await outside.putAll();
    services.asked.length = 0;
    evidence = asker();
  });

  const asker = (insideHosts: readonly string[] = ['127.0.0.1']) =>
    new OutsideEvidence(LIMITS, insideHosts, { now: () => now });

  function find(pool = [outside.pki.issuing.certificate], anchors = [outside.pki.root.certificate]) {
    return evidence.find([outside.pki.unit.certificate], { anchors, pool });
  }

  async function judged(found: ReturnType<typeof find> = find()) {
    const { data } = await found;
    return validatePath({
      certificateDer: outside.pki.unit.certificate.der,
      anchors: [outside.pki.root.certificate.der],
      pool: data.certificatesDer,
      crls: data.crlsDer,
      ocspResponses: data.ocspResponsesDer,
      at: now,
    });
  }

  const listsAsked = () => services.asked.filter((path) => path.endsWith('.crl'));
  const UNITS_LIST = '/pki/crl/units.crl';

  it('comes from the responder, for the CA above from its list, and a judge is content', async () => {
    services.at.set('/ocsp', async (body, reply, request) => {
      expect(request.headers['content-type']).toBe('application/ocsp-request');
      await outside.responding()(body, reply, request);
    });
    expect(await judged()).toMatchObject({ status: 'passed', reasons: [] });
    expect(listsAsked()).toEqual(['/pki/crl/root.crl']);
  });

  it('is asked for once by many at once, and again after an hour', async () => {
    await Promise.all(Array.from({ length: 20 }, () => find()));
    const { length } = services.asked;
    expect(services.asked.filter((path) => path === '/ocsp')).toHaveLength(1);
    now = new Date(START.getTime() + HOUR_MS - 1);
    await find();
    expect(services.asked).toHaveLength(length);
    now = new Date(START.getTime() + HOUR_MS);
    await find();
    expect(services.asked.length).toBeGreaterThan(length);
  });

  it('is not kept beyond its next update', async () => {
    services.at.set('/ocsp', outside.responding({ validityMs: 600_000 }));
    await find();
    now = new Date(START.getTime() + 600_000);
    await find();
    expect(services.asked.filter((path) => path === '/ocsp')).toHaveLength(2);
  });

  it('of an hour ago still counts while the responder and the list server are down', async () => {
    expect((await judged()).status).toBe('passed');
    services.at.clear();
    now = new Date(START.getTime() + 2 * HOUR_MS);
    expect((await judged()).status).toBe('passed');
    now = new Date(START.getTime() + 11 * 24 * HOUR_MS);
    expect((await judged()).status).not.toBe('passed');
  });

  it('says revoked where the responder does', async () => {
    const status = {
      kind: 'revoked',
      revokedAt: new Date('2026-11-20T00:00:00Z'),
      reason: 'superseded',
    } as const;
    services.at.set('/ocsp', outside.responding({ status }));
    expect(await judged()).toMatchObject({ status: 'failed', reasons: [{ code: 'REVOKED' }] });
  });

  it('says revoked where the list does and no responder answers', async () => {
    services.at.delete('/ocsp');
    const revocation = { serialHex: outside.unitSerial, revokedAt: START, reason: 'keyCompromise' } as const;
    const [, list] = await outside.pki.crls(new Date(START.getTime() - 1000), [revocation]);
    services.put(UNITS_LIST, list ?? new Uint8Array());
    expect(await judged()).toMatchObject({ status: 'failed', reasons: [{ code: 'REVOKED' }] });
  });

  it('is taken from an answer made beforehand, without our nonce', async () => {
    services.at.set('/ocsp', outside.responding({ nonceValueDer: null }));
    expect((await judged()).status).toBe('passed');
    expect(listsAsked()).not.toContain(UNITS_LIST);
  });

  const HABITS: [string, () => Promise<ResponderHabits> | ResponderHabits][] = [
    ['another nonce', () => ({ nonceValueDer: octetString(Buffer.alloc(32, 1)) })],
    ['an answer whose time has passed', () => ({ ageMs: 2 * HOUR_MS, validityMs: HOUR_MS })],
    ['an answer from the future', () => ({ ageMs: -HOUR_MS })],
    ['the status unknown', () => ({ status: { kind: 'unknown' } })],
    ['an answer that a stranger signed', async () => ({ signedBy: await OutsidePki.stranger() })],
  ];

  it.each(HABITS)('is taken from the list where the responder gives %s', async (_name, habits) => {
    services.at.set('/ocsp', outside.responding(await habits()));
    expect((await judged()).status).toBe('passed');
    expect(listsAsked()).toContain(UNITS_LIST);
    expect((await find()).data.ocspResponsesDer).toEqual([]);
  });

  const RESPONSE = { 'content-type': 'application/ocsp-response' };
  const gives = (bytes: Uint8Array): Answering => {
    return (_body, reply) => void reply.writeHead(200, RESPONSE).end(bytes);
  };

  it.each<[string, Answering]>([
    ['try later', gives(makeOcspRefusal('tryLater'))],
    ['bytes that are no answer', gives(Buffer.from('no'))],
    ['more bytes than any answer has', gives(Buffer.alloc(60_000))],
    ['a page', (_body, reply) => void reply.end('<p>')],
    ['an error', (_body, reply) => void reply.writeHead(503).end()],
    ['nothing at all', () => undefined],
    ['one byte at a time, without end', (_body, reply) => drip(reply.writeHead(200, RESPONSE))],
  ])('is taken from the list where the responder gives %s', async (_name, answering) => {
    services.at.set('/ocsp', answering);
    expect((await judged()).status).toBe('passed');
    expect(listsAsked()).toContain(UNITS_LIST);
  });

  it.each(['an error', 'nothing'])('is asked for again after %s, and that is enough', async (kind) => {
    let turn = 0;
    services.at.set('/ocsp', (body, answer, request) => {
      turn += 1;
      if (turn > 1) return outside.responding()(body, answer, request);
      if (kind === 'nothing') throw new Error('closed');
      answer.writeHead(503).end();
    });
    expect((await judged()).status).toBe('passed');
    expect(listsAsked()).not.toContain(UNITS_LIST);
  });

  const bentList = async (bend: { crlNumber?: number; from?: Date; to?: Date; by?: 'root' | 'stranger' }) => {
    const { root, issuing } = outside.pki;
    const stranger = bend.by === 'stranger' ? (await makeTestPki()).issuing : undefined;
    const { key } = bend.by === 'root' ? root : (stranger ?? issuing);
    const content = { issuer: bend.by === 'root' ? root.certificate : issuing.certificate, crlNumber: 1 };
    const window = {
      thisUpdate: bend.from ?? START,
      nextUpdate: bend.to ?? new Date('2026-12-01T00:00:00Z'),
    };
    return makeCrl({ ...content, ...window, revocations: [] }, key);
  };
  const PAST = { from: new Date('2026-10-01T00:00:00Z'), to: new Date('2026-11-01T00:00:00Z') };

  it.each<[string, () => Promise<Uint8Array>]>([
    ['ended', () => bentList(PAST)],
    ['is not begun', () => bentList({ from: new Date('2026-11-24T00:00:00Z') })],
    ['is of another CA', () => bentList({ by: 'root' })],
    ['is signed by a stranger', () => bentList({ by: 'stranger' })],
    ['is larger than the limit', async () => Buffer.alloc(LIMITS.maxListBytes + 1)],
    ['is no list', async () => Buffer.from('no')],
  ])('is missing where a list that %s is all there is', async (_name, list) => {
    services.at.delete('/ocsp');
    services.put(UNITS_LIST, await list());
    const { data, failures } = await find();
    expect(data.crlsDer).toHaveLength(1);
    expect(failures.length).toBeGreaterThan(0);
    expect((await judged()).status).toBe('undecided');
  });

  it.each<[string, (der: Uint8Array) => Uint8Array]>([
    ['DER', (der) => der],
    ['PEM', (der) => Buffer.from(certificatePem(der))],
  ])('is found where the issuer must be fetched first (%s)', async (_form, written) => {
    services.put('/pki/ca/units.cer', written(outside.pki.issuing.certificate.der));
    expect((await judged(find([]))).status).toBe('passed');
  });

  it('is not asked for where another certificate stands in the place of the issuer', async () => {
    services.put('/pki/ca/units.cer', (await makeTestPki()).issuing.certificate.der);
    expect((await find([])).data).toEqual({ certificatesDer: [], ocspResponsesDer: [], crlsDer: [] });
    expect(services.asked).toEqual(['/pki/ca/units.cer']);
  });

  it('is asked of nobody for a certificate under no anchor of ours', async () => {
    const { root, issuing } = outside.pki;
    await find([issuing.certificate, root.certificate], [(await makeTestPki()).root.certificate]);
    expect(services.asked).toEqual([]);
  });

  describe('inside our own network', () => {
    it('is asked of nobody', async () => {
      evidence = asker([]);
      const { failures } = await find();
      expect(services.asked).toEqual([]);
      expect(failures.map(String).join()).toContain('lies inside our own network');
    });

    it.each(['127.0.0.2', 'localhost', '10.0.0.1', '[::1]'])(
      'is not asked of %s after a redirect',
      async (host) => {
        services.at.delete('/ocsp');
        const location = `http://${host}:${services.port}/hidden.crl`;
        services.at.set(UNITS_LIST, (_body, answer) => void answer.writeHead(302, { location }).end());
        const { failures } = await find();
        expect(services.asked).not.toContain('/hidden.crl');
        expect(failures.map(String).join()).toMatch(/inside our own network/);
      },
    );

    it('may be asked after a redirect to a host that is named, and not in a circle', async () => {
      services.at.delete('/ocsp');
      const [, list] = await outside.pki.crls(START);
      services.put('/moved.crl', list ?? new Uint8Array());
      const to = (location: string): Answering => {
        return (_body, reply) => void reply.writeHead(301, { location }).end();
      };
      services.at.set(UNITS_LIST, to('/moved.crl'));
      expect((await judged()).status).toBe('passed');
      services.at.set(UNITS_LIST, to(UNITS_LIST));
      evidence = asker();
      expect((await judged()).status).toBe('undecided');
    });

    it.each(['file:///etc/passwd', 'ftp://127.0.0.1/list', 'http://:0/'])(
      'is not read from %s after a redirect',
      async (location) => {
        services.at.delete('/ocsp');
        services.at.set(UNITS_LIST, (_body, answer) => void answer.writeHead(302, { location }).end());
        expect((await judged()).status).toBe('undecided');
      },
    );
  });
});

function drip(reply: ServerResponse): void {
  const timer = setInterval(() => reply.write('x'), 50);
  reply.on('close', () => clearInterval(timer));
}
