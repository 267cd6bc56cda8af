import { createServer } from 'node:net';
import { DatabaseError } from 'pg';
import { ConfigError } from './config/config-error.ts';
import { startFailureLine } from './start-failure.ts';

const systemError = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('startFailureLine', () => {
  it('names the busy port and the variable to set', async () => {
    const holder = createServer();
    const port = await new Promise<number>((ready) => {
      holder.listen(0, '127.0.0.1', () => ready((holder.address() as { port: number }).port));
    });
    const refused = await new Promise((failed) =>
      createServer().once('error', failed).listen(port, '127.0.0.1'),
    );
    holder.close();
    expect(startFailureLine(refused)).toBe(
      `port ${port} is busy: stop the other program or set PORT to another one`,
    );
  });

  it.each([
    [systemError('EACCES', { port: 80 }), /^no right to listen on port 80: set PORT/],
    [systemError('EACCES', { path: '/srv/data' }), /^no right to write \/srv\/data/],
    [systemError('ECONNREFUSED'), /DATABASE_URL/],
    [
      Object.assign(new DatabaseError('secret in it', 1, 'error'), { code: '28P01' }),
      /^the database refuses our password/,
    ],
    [new ConfigError([{ variable: 'PORT', expected: 'a number' }]), /PORT: a number/],
  ])('says what to do about %p', (error, line) => {
    expect(startFailureLine(error)).toMatch(line);
  });

  it('leaves what nobody foresaw to its stack', () => {
    expect(startFailureLine(new Error('surprise'))).toBeNull();
  });
});
