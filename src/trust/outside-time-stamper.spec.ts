import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeTestPki, type TestPki } from '../../test/factories/test-pki.ts';
import { makeTestTsa } from '../../test/factories/test-trust-services.ts';
import { readSignedData } from '../crypto/cms/signed-data-reader.ts';
import { makeTimeStampToken } from '../crypto/cms/time-stamp-authority.ts';
import { readTimeStampInfo } from '../crypto/cms/time-stamp-info.ts';
import { readTimeStampRequest } from '../crypto/cms/time-stamp-request.ts';
import { writeGrantedResponse, writeRejectedResponse } from '../crypto/cms/time-stamp-response.ts';
import { OutsideTimeStamper } from './outside-time-stamper.ts';

const digest = createHash('sha256').update('一份证照').digest();
const stampedAt = new Date('2026-11-23T08:00:00Z');
type Answering = (requestDer: Buffer, reply: ServerResponse, turn: number) => Promise<void> | void;

describe('asking a time-stamp authority outside', () => {
  let server: Server;
  let answering: Answering;
  let turns: number;
  let pki: TestPki;

  beforeAll(async () => {
    pki = await makeTestPki();
    server = createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => void answering(Buffer.concat(parts), reply, ++turns));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  const stamp = (
    answers: Answering,
    host = '127.0.0.1',
    insideHosts: readonly string[] = [host],
    anchors: readonly Uint8Array[] | null = [pki.root.certificate.der],
  ) => {
    answering = answers;
    turns = 0;
    const { port } = server.address() as AddressInfo;
    const url = `http://${host}:${port}/tsa`;
    return new OutsideTimeStamper({ url, insideHosts, anchors, clock: { now: () => stampedAt } }).stamp(
      digest,
    );
  };
  const send = (reply: ServerResponse, body: Uint8Array) =>
    reply.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(body);
  const granted = async (requestDer: Uint8Array, by = pki) => {
    const authority = await makeTestTsa(by);
    const request = readTimeStampRequest(requestDer);
    return writeGrantedResponse(await makeTimeStampToken(request, authority, stampedAt, Buffer.from([1])));
  };
  const REFUSED = { code: 'trust.no-time-stamp' };

  it('gives the token that answers the question, after one failure of the other side too', async () => {
    const token = await stamp(async (requestDer, reply, turn) => {
      if (turn === 1) reply.writeHead(503).end();
      else send(reply, await granted(requestDer));
    });
    expect(readTimeStampInfo(readSignedData(token)).generatedAt).toEqual(stampedAt);
    expect(turns).toBe(2);
  });

  it('refuses a token that was made for an earlier question', async () => {
    let kept: Uint8Array | undefined;
    const replay: Answering = async (requestDer, reply) => {
      kept ??= await granted(requestDer);
      send(reply, kept);
    };
    await stamp(replay);
    await expect(stamp(replay)).rejects.toMatchObject(REFUSED);
  });

  it('refuses a token that leads to no anchor of ours, unless nobody has named any', async () => {
    const stranger = await makeTestPki();
    const strange: Answering = async (requestDer, reply) => {
      send(reply, await granted(requestDer, stranger));
    };
    await expect(stamp(strange)).rejects.toMatchObject(REFUSED);
    expect(await stamp(strange, undefined, undefined, null)).toBeInstanceOf(Uint8Array);
  });

  it('refuses a token whose signature does not hold, with anchors and without', async () => {
    const broken: Answering = async (requestDer, reply) => {
      const response = Buffer.from(await granted(requestDer));
      response[response.length - 3] = (response[response.length - 3] ?? 0) ^ 1;
      send(reply, response);
    };
    await expect(stamp(broken)).rejects.toMatchObject(REFUSED);
    await expect(stamp(broken, undefined, undefined, null)).rejects.toMatchObject(REFUSED);
  });

  it.each<[string, Answering]>([
    ['a refusal', (_request, reply) => void send(reply, writeRejectedResponse('timeNotAvailable'))],
    ['a page', (_request, reply) => void reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
    ['more than a token', (_request, reply) => void send(reply, Buffer.alloc(50_000))],
    ['nothing', (_request, reply) => void reply.destroy()],
    ['a redirect', (_request, reply) => void reply.writeHead(302, { location: 'http://10.0.0.1/' }).end()],
  ])('fails on %s', async (_name, answers) => {
    await expect(stamp(answers)).rejects.toMatchObject(REFUSED);
  });

  it.each(['127.0.0.1', 'localhost'])(
    'does not ask %s, inside our own network, unless it is named',
    async (host) => {
      await expect(stamp(() => {}, host, [])).rejects.toMatchObject(REFUSED);
      expect(turns).toBe(0);
    },
  );
});
