import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './http-problem.ts';
import { isStorable } from './storable-text.ts';

const FORM_FIELDS_MAX = 200;

/** Requests of the trust protocols (RFC 3161 §3.4, RFC 6960 appendix A): a hundred bytes or two. */
const TRUST_REQUESTS = ['application/timestamp-query', 'application/ocsp-request'];
const TRUST_REQUEST_MAX_BYTES = 8 * 1024;

/**
 * Bodies that the service reads: JSON and plain HTML forms (multipart is registered by the adapter), and as bytes the
 * requests to time-stamp authority and OCSP responder. A form field that comes twice is an array, which no schema of
 * one value takes. Everything else is refused with 415. `__proto__` and `constructor` as member names are refused.
 */
export function registerBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    void parseJson(request, text, (error, value) => {
      if (error) done(new HttpProblem(400, 'request.malformed', { cause: error }));
      else if (!isStorable(text, value)) done(new HttpProblem(400, 'request.bad-text'));
      else done(null, value);
    });
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      const fields = [...new URLSearchParams(String(body))];
      if (fields.length > FORM_FIELDS_MAX) done(new HttpProblem(413, 'request.too-large'));
      else if (fields.some(([name, value]) => `${name}${value}`.includes('\u0000')))
        done(new HttpProblem(400, 'request.bad-text'));
      else done(null, membersOf(fields));
    },
  );
  const options = { parseAs: 'buffer', bodyLimit: TRUST_REQUEST_MAX_BYTES } as const;
  server.addContentTypeParser(TRUST_REQUESTS, options, (_request, body, done) => done(null, body));
}

function membersOf(fields: readonly [string, string][]): Record<string, string | string[]> {
  const members = new Map<string, string | string[]>();
  for (const [name, value] of fields) {
    const before = members.get(name);
    members.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(members);
}
