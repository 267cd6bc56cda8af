import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTestPki } from '../../../test/factories/test-pki.ts';
import { itJudgedBy } from '../../../test/support/tools.ts';
import { readCertificate } from './certificate.ts';
import { pathWeaknesses } from './path-weaknesses.ts';

describe('weaknesses of a path', () => {
  it('are none in what we make ourselves', async () => {
    const { issuing, unit } = await makeTestPki('rsa2048');
    expect(pathWeaknesses([issuing.certificate, unit.certificate])).toEqual([]);
  });

  itJudgedBy('openssl')('are a SHA-1 signature and an RSA key of 1024 bits', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhaozhang-weak-'));
    const out = join(folder, 'weak.der');
    const key = ['-newkey', 'rsa:1024', '-nodes', '-keyout', join(folder, 'key.pem')];
    execFileSync(
      'openssl',
      ['req', '-x509', '-sha1', ...key, '-subj', '/CN=weak', '-outform', 'DER', '-out', out],
      { stdio: 'ignore' },
    );
    const certificate = readCertificate(readFileSync(out));
    rmSync(folder, { recursive: true });
    expect(pathWeaknesses([certificate])).toEqual([
      { weakness: 'weak-digest', subject: 'CN=weak' },
      { weakness: 'short-key', subject: 'CN=weak' },
    ]);
  });
});
