import { generateKeyPairSync } from 'node:crypto';
import { readCheckpoint } from '../../crypto/merkle/checkpoint.ts';
import { signReceipt, verifyReceipt } from './log-receipt.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const receipt = {
  entryId: '00000000-0000-4000-8000-000000000001',
  leafHash: Buffer.alloc(32, 5),
  promisedAt: new Date('2026-11-23T08:00:00Z'),
};
const note = signReceipt(receipt, 'zz.example.cn/log', privateKey);

describe('a receipt for an entry that no checkpoint covers yet', () => {
  it('holds under the key of its log alone', () => {
    expect(verifyReceipt(note, 'zz.example.cn/log', publicKey)).toEqual(receipt);
    expect(verifyReceipt(note, 'other.example.cn/log', publicKey)).toBeNull();
    expect(verifyReceipt(note, 'zz.example.cn/log', generateKeyPairSync('ed25519').publicKey)).toBeNull();
    expect(verifyReceipt(note.replace('0001\n', '0002\n'), 'zz.example.cn/log', publicKey)).toBeNull();
  });

  it('cannot be taken for a checkpoint', () => {
    expect(readCheckpoint(note)).toBeNull();
  });
});
