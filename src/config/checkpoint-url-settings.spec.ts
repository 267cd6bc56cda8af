import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load-config.ts';

const URL_GIVEN = 'https://worm.example.cn/zz/';

describe('the store of checkpoints', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhaozhang-checkpoint-url-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = (variables: Record<string, string>) => loadConfig({ ZZ_MODE: 'trial', ...variables });
  const withFile = (content: string, mode = 0o600) => {
    const path = join(folder, 'authorization');
    writeFileSync(path, content, { mode });
    return { ZZ_CHECKPOINT_URL: URL_GIVEN, ZZ_CHECKPOINT_AUTHORIZATION_FILE: path };
  };
  const refused = (variables: Record<string, string>) => {
    try {
      load(variables);
    } catch (error) {
      if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    }
    return [];
  };

  it('is none unless its address is given, and takes credentials from a file that nothing prints', () => {
    expect(load({}).logTree.checkpointUrl).toBeNull();
    const { checkpointUrl } = load(withFile('Bearer let-me-in\n')).logTree;
    expect(checkpointUrl?.url).toBe('https://worm.example.cn/zz');
    expect(checkpointUrl?.authorization?.reveal()).toBe('Bearer let-me-in');
    expect(inspect(checkpointUrl)).not.toContain('let-me-in');
  });

  it.each(['worm.example.cn', 'ftp://worm.example.cn', 'https://u:p@worm.example.cn', 'https://w.cn/?a=1'])(
    'is refused at %s',
    (url) => {
      expect(refused({ ZZ_CHECKPOINT_URL: url })).toEqual(['ZZ_CHECKPOINT_URL']);
    },
  );

  it.each([
    ['is empty', '', 0o600],
    ['has two lines', 'Bearer a\r\nx-other: b', 0o600],
    ['others may read', 'Bearer a', 0o644],
  ])('is refused with a file of credentials that %s', (_what, content, mode) => {
    expect(refused(withFile(content, mode))).toEqual(['ZZ_CHECKPOINT_AUTHORIZATION_FILE']);
  });

  it('is sent no credentials over http in production', () => {
    const given = { ...withFile('Bearer a'), ZZ_CHECKPOINT_URL: 'http://worm.example.cn' };
    expect(refused({ ...given, ZZ_MODE: 'production' })).toContain('ZZ_CHECKPOINT_URL');
  });
});
