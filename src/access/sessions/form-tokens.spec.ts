import { randomBytes } from 'node:crypto';
import { loadConfig } from '../../config/load-config.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';
import { FormTokens } from './form-tokens.ts';

const tokens = (key = randomBytes(32).toString('base64')) =>
  new FormTokens(new Secrets(loadConfig({ ZZ_MODE: 'trial', ZZ_MASTER_KEY: key })));

describe('the token in the forms of a session', () => {
  it('fits its own session and no other', () => {
    const ours = tokens();
    expect(ours.fits('one', ours.of('one'))).toBe(true);
    expect(ours.fits('two', ours.of('one'))).toBe(false);
  });

  it('cannot be made without the key', () => {
    expect(tokens().fits('one', tokens().of('one'))).toBe(false);
  });

  it.each([undefined, null, '', 'x', ['a'], {}])('is not %j', (given) => {
    expect(tokens().fits('one', given)).toBe(false);
  });
});
