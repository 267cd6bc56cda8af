import { generateKeyPairSync, sign } from 'node:crypto';
import { isSm2PublicKey, openSm2PrivateKey, openSm2PublicKey } from './sm2-key.ts';
import { sm2Available } from './sm2-probe.ts';
import { sm2Sign, sm2Verify } from './sm2-signature.ts';
import { sm2ZValue } from './sm2-z-value.ts';
import { sm3 } from './sm3.ts';

// GB/T 32918.5 annex A.2, and GB/T 32905 annex A.
const point =
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
  'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
const spkiDer = Buffer.from(`3059301306072a8648ce3d020106082a811ccf5501822d034200${point}`, 'hex');
const pkcs8Der = Buffer.from(
  '308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420' +
    '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8' +
    `a144034200${point}`,
  'hex',
);
const message = Buffer.from('message digest');
const signature = Buffer.from(
  '3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
    '022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  'hex',
);

describe('SM3', () => {
  it("gives the standard's digests", () => {
    expect(sm3(Buffer.from('abc')).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    expect(sm3(Buffer.from('abcd'.repeat(8)), Buffer.from('abcd'.repeat(8))).toString('hex')).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });
});

describe('SM2', () => {
  const publicKey = openSm2PublicKey(spkiDer);
  const privateKey = openSm2PrivateKey(pkcs8Der);

  it("gives the standard's Z value for the default id, from either half of the key", () => {
    const zValue = 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3';
    expect(sm2ZValue(Buffer.from(point, 'hex')).toString('hex')).toBe(zValue);
    expect(publicKey.zValue.toString('hex')).toBe(zValue);
    expect(privateKey.zValue.toString('hex')).toBe(zValue);
  });

  it("gives the standard's e = SM3(Z ‖ M)", () => {
    expect(sm3(publicKey.zValue, message).toString('hex')).toBe(
      'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
    );
  });

  it("accepts the standard's signature, and refuses it with one bit changed anywhere", () => {
    expect(sm2Verify(publicKey, message, signature)).toBe(true);
    for (let at = 0; at < signature.length; at += 1) {
      const twin = Buffer.from(signature);
      twin[at] = (twin[at] ?? 0) ^ 1;
      expect(sm2Verify(publicKey, message, twin)).toBe(false);
    }
    expect(sm2Verify(publicKey, Buffer.from('message digesT'), signature)).toBe(false);
  });

  it('verifies what it signs, also with a freshly made key', () => {
    const fresh = generateKeyPairSync('ec', { namedCurve: 'SM2' });
    const signer = openSm2PrivateKey(fresh.privateKey.export({ format: 'der', type: 'pkcs8' }));
    const verifier = openSm2PublicKey(fresh.publicKey.export({ format: 'der', type: 'spki' }));
    expect(sm2Verify(verifier, message, sm2Sign(signer, message))).toBe(true);
    expect(sm2Verify(publicKey, message, sm2Sign(privateKey, message))).toBe(true);
    expect(sm2Verify(publicKey, message, sm2Sign(signer, message))).toBe(false);
  });

  it('refuses a signature made under another id or by plain ECDSA or without Z', () => {
    const other = openSm2PrivateKey(pkcs8Der, Buffer.from('ALICE123@YAHOO.COM'));
    expect(sm2Verify(publicKey, message, sm2Sign(other, message))).toBe(false);
    expect(sm2Verify(publicKey, message, sign('sm3', message, privateKey.key))).toBe(false);
  });

  it('refuses keys of another kind and points off the curve', () => {
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const p256SpkiDer = p256.publicKey.export({ format: 'der', type: 'spki' });
    expect(isSm2PublicKey(p256SpkiDer)).toBe(false);
    expect(() => openSm2PublicKey(p256SpkiDer)).toThrow(TypeError);
    const offCurve = Buffer.from(spkiDer);
    offCurve[offCurve.length - 1] = 0;
    expect(() => openSm2PublicKey(offCurve)).toThrow(TypeError);
    expect(() => openSm2PrivateKey(Buffer.from('no key'))).toThrow(TypeError);
    expect(() => openSm2PrivateKey(p256.privateKey.export({ format: 'der', type: 'pkcs8' }))).toThrow(
      TypeError,
    );
  });

  it("opens a key with SM2's own algorithm identifier, and one with a compressed point", () => {
    const sm2Oid = '06082a811ccf5501822d';
    const ownAlgorithm = Buffer.from(`305a3014${sm2Oid}${sm2Oid}034200${point}`, 'hex');
    const compressed = Buffer.from(`3039301306072a8648ce3d0201${sm2Oid}03220003${point.slice(2, 66)}`, 'hex');
    for (const spki of [ownAlgorithm, compressed]) {
      expect(isSm2PublicKey(spki)).toBe(true);
      expect(sm2Verify(openSm2PublicKey(spki), message, signature)).toBe(true);
    }
  });

  it('refuses an id that does not fit its two length bytes', () => {
    expect(() => sm2ZValue(Buffer.from(point, 'hex'), Buffer.alloc(8192))).toThrow(RangeError);
  });

  it('is available in this build of Node', () => {
    expect(sm2Available()).toBe(true);
  });
});
