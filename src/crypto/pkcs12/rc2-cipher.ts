/** PITABLE of RFC 2268 §2: a permutation of the bytes from the digits of π. */
const PI_TABLE = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89d' +
    'c67e37832b76538e624c6488448bfba2' +
    '179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc' +
    '1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303' +
    'f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ec' +
    'c2e0416e0f51cbcc2491af50a1f47039' +
    '997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9' +
    'd300e6cfe19ea82c6316013f58e289a9' +
    '0d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);

const BLOCK_BYTES = 8;
const WORDS = 64;
/** Bits that each of the four words is turned by in a mixing round (RFC 2268 §3.1). */
const TURNS = [1, 2, 3, 5] as const;

/** The 64 words of the expanded key (RFC 2268 §2); all bits of the key count. */
function expandKey(key: Uint8Array): Uint16Array {
  const bytes = Buffer.alloc(2 * WORDS);
  bytes.set(key);
  const table = (index: number): number => PI_TABLE[index & 0xff] ?? 0;
  const at = (index: number): number => bytes[index] ?? 0;
  for (let i = key.length; i < bytes.length; i++) bytes[i] = table(at(i - 1) + at(i - key.length));
  const first = bytes.length - key.length;
  bytes[first] = table(at(first));
  for (let i = first - 1; i >= 0; i--) bytes[i] = table(at(i + 1) ^ at(i + key.length));
  return Uint16Array.from({ length: WORDS }, (_, word) => bytes.readUInt16LE(2 * word));
}

/** Reverse mixing and mashing of one block (RFC 2268 §4): five rounds, a mash, six rounds, a mash, five rounds. */
function decryptBlock(block: Buffer, key: Uint16Array): void {
  const words = Uint16Array.from({ length: 4 }, (_, word) => block.readUInt16LE(2 * word));
  const word = (index: number): number => words[index & 3] ?? 0;
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--) {
      const turn = TURNS[i] ?? 0;
      const turned = (word(i) >> turn) | (word(i) << (16 - turn));
      const mixed = (word(i + 3) & word(i + 2)) + (~word(i + 3) & word(i + 1));
      words[i] = turned - (key[4 * round + i] ?? 0) - mixed;
    }
    const isMashedNext = round === 11 || round === 5;
    for (let i = 3; isMashedNext && i >= 0; i--) words[i] = word(i) - (key[word(i + 3) & 63] ?? 0);
  }
  words.forEach((value, index) => {
    block.writeUInt16LE(value, 2 * index);
  });
}

/**
 * Opens RC2-CBC (RFC 2268) with PKCS #7 padding, which old PKCS #12 files are encrypted with and OpenSSL 3 no longer
 * has. Only to read: nothing is ever encrypted by it.
 *
 * @param key 5 to 16 bytes, of which all bits count
 * @throws RangeError when the padding is wrong: another password, or damaged
 */
export function decryptRc2(ciphertext: Uint8Array, key: Uint8Array, iv: Uint8Array): Buffer {
  if (ciphertext.length === 0 || ciphertext.length % BLOCK_BYTES > 0) throw new RangeError('no whole blocks');
  const expanded = expandKey(key);
  const plain = Buffer.from(ciphertext);
  for (let start = 0; start < plain.length; start += BLOCK_BYTES) {
    const block = plain.subarray(start, start + BLOCK_BYTES);
    decryptBlock(block, expanded);
    const before = start === 0 ? iv : ciphertext.subarray(start - BLOCK_BYTES, start);
    for (let i = 0; i < BLOCK_BYTES; i++) block[i] = (block[i] ?? 0) ^ (before[i] ?? 0);
  }
  return withoutPadding(plain);
}

function withoutPadding(plain: Buffer): Buffer {
  const count = plain.at(-1) ?? 0;
  const isPadding =
    count >= 1 && count <= BLOCK_BYTES && plain.subarray(-count).every((byte) => byte === count);
  if (!isPadding) throw new RangeError('the padding is wrong');
  return plain.subarray(0, -count);
}
