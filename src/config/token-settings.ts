import type { Config } from './config.ts';
import type { VariableProblem } from './config-error.ts';
import { Secret } from './secret.ts';
import { readSecretFile, TOO_OPEN } from './secret-file.ts';
import type { Variables } from './variables.ts';

/** Settings of the token, all or none: a token without PIN signs nothing. */
export function readTokenSettings(values: Variables): {
  readonly settings: Config['pkcs11'];
  readonly problems: readonly VariableProblem[];
} {
  const { ZZ_PKCS11_MODULE: modulePath, ZZ_PKCS11_TOKEN: tokenLabel, ZZ_PKCS11_PIN_FILE: pinFile } = values;
  if (modulePath === undefined) return { settings: null, problems: [] };
  const problems: VariableProblem[] = [];
  if (tokenLabel === undefined) {
    problems.push({ variable: 'ZZ_PKCS11_TOKEN', expected: 'the label of the token in ZZ_PKCS11_MODULE' });
  }
  const pin = pinFile === undefined ? null : readSecretFile(pinFile);
  if (pin === TOO_OPEN || pin === null || pin.trim() === '') {
    const expected =
      'a readable file that holds the PIN of the token, and that no others may read: chmod 600';
    problems.push({ variable: 'ZZ_PKCS11_PIN_FILE', expected });
    return { settings: null, problems };
  }
  const sessions = values.ZZ_PKCS11_SESSIONS;
  const settings = { modulePath, tokenLabel: tokenLabel ?? '', pin: new Secret(pin.trim()), sessions };
  return { settings, problems };
}
