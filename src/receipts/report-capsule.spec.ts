import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { ALL_CODES, reportWith } from '../../test/factories/verification-reports.ts';
import { SUITES } from '../platform/secrets/crypto-suite.ts';
import { SealedBox } from '../platform/secrets/sealed-box.ts';
import { ReportCapsule } from './report-capsule.ts';

const KEY = { kid: '00'.repeat(8), bytes: randomBytes(32) };
const sealedBox = (purpose: string) => new SealedBox(purpose, [KEY], SUITES.intl);
const capsule = new ReportCapsule({ sealedBox });

describe('a report that its page carries', () => {
  it.each(ALL_CODES)('comes back whole: %s', (code) => {
    const sealed = capsule.seal(reportWith(code)) ?? '';
    expect(sealed).toMatch(/^[\w-]+$/);
    expect(capsule.open(sealed)).toEqual(reportWith(code));
  });

  it('is not carried where it is too long for a page', () => {
    const changesSince = Array.from({ length: 2_000 }, () => ({
      kind: randomBytes(8).toString('hex'),
      page: 1,
    }));
    const [signature] = reportWith('altered').signatures;
    if (!signature) throw new Error('the report has no signature');
    expect(
      capsule.seal({ ...reportWith('altered'), signatures: [{ ...signature, changesSince }] }),
    ).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['no base64url', '证照'],
    ['random bytes', randomBytes(500).toString('base64url')],
    ['more than a page carries', 'A'.repeat(100_000)],
    ['a value that was packed otherwise', sealed('不是压缩的')],
    ['packed text that is no JSON', sealed(deflateRawSync('no JSON'))],
    ['a capsule of another purpose', sealed(deflateRawSync('{}'), 'licence.content')],
  ])('is not read out of %s', (_, given) => {
    expect(capsule.open(given)).toBeNull();
  });

  it('is not read out of a capsule with one character changed', () => {
    const given = capsule.seal(reportWith('valid')) ?? '';
    const at = given.length >> 1;
    const twin = given.slice(0, at) + (given[at] === 'A' ? 'B' : 'A') + given.slice(at + 1);
    expect(capsule.open(twin)).toBeNull();
  });
});

function sealed(bytes: string | Buffer, purpose = 'check-receipt.capsule'): string {
  return sealedBox(purpose)
    .seal(Buffer.from(bytes as string), 'result-page')
    .toString('base64url');
}
