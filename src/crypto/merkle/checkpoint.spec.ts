import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { isSignedBy, readNote, signNote } from './signed-note.ts';

// Key, text and note of the Go reference implementation (golang.org/x/mod/sumdb/note).
const SEED = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

/** An Ed25519 private key from its seed (RFC 8410 §7). */
const fromSeed = (seed: Buffer) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
const privateKey = fromSeed(Buffer.from(SEED, 'base64').subarray(1));
const publicKey = createPublicKey(privateKey);

describe('a signed note (C2SP signed-note)', () => {
  it('is written byte for byte as by the reference implementation', () => {
    expect(signNote(TEXT, 'PeterNeumann', privateKey)).toBe(NOTE);
  });

  it('holds under its own name and key alone, and among signatures of others', () => {
    const note = readNote(
      `${NOTE}— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n`,
    );
    if (!note) throw new Error('no note');
    expect(isSignedBy(note, 'PeterNeumann', publicKey)).toBe(true);
    expect(isSignedBy(note, 'EnochRoot', publicKey)).toBe(false);
    expect(isSignedBy({ ...note, text: TEXT.replace('think', 'thank') }, 'PeterNeumann', publicKey)).toBe(
      false,
    );
  });

  it.each([
    ['no signature', TEXT],
    ['a signature that is no base64', `${TEXT}\n— PeterNeumann ***\n`],
    ['no last newline', NOTE.slice(0, -1)],
    ['a control character', NOTE.replace('think', 'th\u0000nk')],
    ['text behind the signature', `${NOTE}more\n`],
    ['nothing', ''],
  ])('is none with %s', (_what, note) => {
    expect(readNote(note)).toBeNull();
  });
});

describe('a checkpoint (C2SP tlog-checkpoint)', () => {
  const checkpoint = { origin: 'zz.example.cn/log', size: 20852163, root: Buffer.alloc(32, 7) };
  const note = signCheckpoint(checkpoint, privateKey);
  const verify = (given: string, origin = checkpoint.origin, keys = [publicKey]) =>
    verifyCheckpoint(given, origin, keys);

  it('is read from the example of the specification', () => {
    const example =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
    expect(readCheckpoint(example)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
  });

  it('verifies with one of several keys of its log', () => {
    const other = generateKeyPairSync('ed25519').publicKey;
    expect(verify(note, checkpoint.origin, [other, publicKey])).toEqual(checkpoint);
    expect(verify(note, checkpoint.origin, [other])).toBe('signature-wrong');
    expect(verify(note, 'other.example.cn/log')).toBe('other-log');
  });

  it.each([
    ['its size changed', (text: string) => text.replace('20852163', '20852164'), 'signature-wrong'],
    ['a size with a zero in front', (text: string) => text.replace('20852163', '020852163'), 'malformed'],
    ['a size beyond 2^53', (text: string) => text.replace('20852163', '9007199254740993'), 'malformed'],
    [
      'a root of 31 bytes',
      (text: string) => text.replace(/\n[^\n]{44}\n/, `\n${Buffer.alloc(31).toString('base64')}\n`),
      'malformed',
    ],
  ])('is not accepted with %s', (_what, change, problem) => {
    expect(verify(change(note))).toBe(problem);
  });
});
