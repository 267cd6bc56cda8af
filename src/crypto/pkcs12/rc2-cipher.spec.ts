import { decryptRc2 } from './rc2-cipher.ts';

/** By `openssl enc -provider legacy`: RC2-CBC with 128 and with 40 bits, IV 0102030405060708. */
const RC2_128 = '0e887b5d82f1eadc603a62bc807caf3945e07fe30ba97ce2882cfe44699779d1';
const RC2_40 = '651699d1943a6a7414fcef95ae596367b1fb55a10c6baa19188e70544e7ed914';

/** One block in CBC with a zero IV is the bare cipher; the examples of RFC 2268 §5 bear no padding of their own. */
const openBlock = (key: string, ciphertext: string): string => {
  try {
    return decryptRc2(Buffer.from(ciphertext, 'hex'), Buffer.from(key, 'hex'), Buffer.alloc(8)).toString(
      'hex',
    );
  } catch {
    return 'refused';
  }
};

describe('RC2', () => {
  it('opens what OpenSSL encrypted with its legacy provider, over several blocks', () => {
    const key = Buffer.from('88bca90e90875a7f0f79c384627bafb2', 'hex');
    const iv = Buffer.from('0102030405060708', 'hex');
    const ciphertext = Buffer.from(RC2_128, 'hex');
    expect(decryptRc2(ciphertext, key, iv).toString()).toBe('晋城市市场监督管理局');
  });

  it('opens what was encrypted with 40 bits', () => {
    const ciphertext = Buffer.from(RC2_40, 'hex');
    const iv = Buffer.from('0102030405060708', 'hex');
    expect(decryptRc2(ciphertext, Buffer.from('88bca90e90', 'hex'), iv).toString()).toBe(
      '晋城市市场监督管理局',
    );
  });

  it('refuses another key, half blocks and nothing', () => {
    expect(openBlock('88bca90e91', RC2_40.slice(0, 16))).toBe('refused');
    expect(openBlock('88bca90e90', RC2_40.slice(0, 14))).toBe('refused');
    expect(openBlock('88bca90e90', '')).toBe('refused');
  });
});
