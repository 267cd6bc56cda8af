import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './http-problem.ts';
import { isStorable } from './storable-text.ts';

const FORM_FIELDS_MAX = 200;

/**
 * Bodies that the service reads: JSON and plain HTML forms (multipart is registered by the adapter). Everything else
 * is refused with 415. `__proto__` and `constructor` as member names are refused.
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
      else done(null, Object.fromEntries(fields));
    },
  );
}
