import type { Config } from '../config/config.ts';
import { Secret } from '../config/secret.ts';
import { Secrets } from '../platform/secrets/secrets.ts';
import { HolderSealing } from './holder-sealing.ts';

const KEY = Buffer.from('00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210', 'hex');
const OTHER_KEY = Buffer.from('f0e1d2c3b4a5968778695a4b3c2d1e0f0123456789abcdeffedcba9876543210', 'hex');

function sealingUnder(master: Buffer, previous: Buffer | null = null): HolderSealing {
  const secret = (key: Buffer) => new Secret(key.toString('base64'));
  return new HolderSealing(
    new Secrets({
      secrets: { suite: 'intl', masterKey: secret(master), previousMasterKey: previous && secret(previous) },
    } as Config),
  );
}

const VERSION = '5b0c2f6e-6f0c-4a7c-9f3e-6f2f0d9b0a01';
const HOLDER = {
  role: 'holder',
  kind: 'natural-person',
  name: '阿不都·买买提',
  codeType: '111',
  code: '11010519491231002X',
} as const;

describe('HolderSealing', () => {
  const sealing = sealingUnder(KEY);
  const [sealed] = sealing.seal(VERSION, [HOLDER]);
  if (!sealed) throw new Error('nothing sealed');

  it('opens what it sealed, for that version only', () => {
    expect(sealing.open(VERSION, sealed)).toEqual(HOLDER);
    expect(() => sealing.open(VERSION.replace('01', '02'), sealed)).toThrow();
    expect(() => sealing.open(VERSION, { ...sealed, ordinal: 2 })).toThrow();
  });

  it('masks without showing the birth date', () => {
    expect(sealing.mask(VERSION, sealed)).toMatchObject({
      maskedName: '阿*·买*',
      maskedCode: '1101**********002X',
    });
  });

  it('knows a name again however it is written', () => {
    expect(sealing.isNamed(sealed, '阿不都•买买提')).toBe(true);
    expect(sealing.isNamed(sealed, '阿不都·买提')).toBe(false);
  });

  it('finds what was sealed under the previous key while both are readable', () => {
    const rotated = sealingUnder(OTHER_KEY, KEY);
    expect(rotated.open(VERSION, sealed)).toEqual(HOLDER);
    expect(rotated.isNamed(sealed, HOLDER.name)).toBe(true);
    expect(rotated.codeCandidates('11010519491231002x')).toContainEqual(sealed.codeIndex);
    expect(sealingUnder(OTHER_KEY).isNamed(sealed, HOLDER.name)).toBe(false);
  });

  it('keeps a newborn without a number', () => {
    const [newborn] = sealing.seal(VERSION, [{ role: 'child', kind: 'natural-person', name: '李小满' }]);
    expect(newborn).toMatchObject({ codeType: null, codeSealed: null, codeIndex: null });
  });
});
