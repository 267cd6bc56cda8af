import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { type MasterKey, masterKeyIdOf, unwrapPrivateKey, wrapPrivateKey } from './wrapped-private-key.ts';

function newMasterKey(): MasterKey {
  const bytes = randomBytes(32);
  return { kid: masterKeyIdOf(bytes), key: createSecretKey(bytes) };
}

describe('a wrapped private key', () => {
  const master = newMasterKey();
  const pkcs8Der = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    format: 'der',
    type: 'pkcs8',
  });
  const wrapped = wrapPrivateKey(pkcs8Der, 'unit-11140500MB9A000141', master);

  it('opens under the master key that wrapped it', () => {
    expect(unwrapPrivateKey(wrapped, master).equals(pkcs8Der)).toBe(true);
  });

  it('never holds the key in clear and never repeats itself', () => {
    expect(JSON.stringify(wrapped)).not.toContain(pkcs8Der.toString('base64').slice(48, 80));
    expect(wrapPrivateKey(pkcs8Der, wrapped.keyId, master).ciphertext).not.toBe(wrapped.ciphertext);
  });

  it('says which master key it wants when given another', () => {
    expect(() => unwrapPrivateKey(wrapped, newMasterKey())).toThrow(`under master key ${master.kid}`);
  });

  it.each(['keyId', 'iv', 'ciphertext', 'tag'] as const)(
    'does not open when its %s was changed',
    (member) => {
      const first = wrapped[member].startsWith('A') ? 'B' : 'A';
      const twin = { ...wrapped, [member]: first + wrapped[member].slice(1) };
      expect(() => unwrapPrivateKey(twin, master)).toThrow(TypeError);
    },
  );

  it('does not open with a shortened tag', () => {
    const shortTag = Buffer.from(wrapped.tag, 'base64').subarray(0, 4).toString('base64');
    expect(() => unwrapPrivateKey({ ...wrapped, tag: shortTag }, master)).toThrow(TypeError);
  });
});
