import type { CheckpointUrlConfig } from './config.ts';
import type { VariableProblem } from './config-error.ts';
import { Secret } from './secret.ts';
import { readSecretFile, TOO_OPEN } from './secret-file.ts';
import type { Variables } from './variables.ts';

/** A value that one header field can have (RFC 9110 §5.5), as credentials are written. */
const HEADER_VALUE = /^[\x21-\x7e][\x20-\x7e]*$/;

/** Where checkpoints go besides the folder. In production credentials go over https alone. */
export function readCheckpointUrlSettings(values: Variables): {
  readonly settings: CheckpointUrlConfig | null;
  readonly problems: readonly VariableProblem[];
} {
  const { ZZ_CHECKPOINT_URL: url, ZZ_CHECKPOINT_AUTHORIZATION_FILE: path, ZZ_MODE: mode } = values;
  if (url === undefined) return { settings: null, problems: [] };
  const settings = { url: url.replace(/\/+$/, ''), authorization: null };
  if (path === undefined) return { settings, problems: [] };
  const text = readSecretFile(path);
  const written = text === TOO_OPEN || text === null ? '' : text.trim();
  const problems: VariableProblem[] = [];
  if (!HEADER_VALUE.test(written))
    problems.push({
      variable: 'ZZ_CHECKPOINT_AUTHORIZATION_FILE',
      expected: 'a readable file that holds one line, and that no others may read: chmod 600',
    });
  if (mode === 'production' && !url.startsWith('https:'))
    problems.push({
      variable: 'ZZ_CHECKPOINT_URL',
      expected: 'an address that begins with https://, since credentials are sent there',
    });
  return { settings: { ...settings, authorization: new Secret(written) }, problems };
}
