import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { entryProofAnswer } from '../../src/audit/proofs/entry-proof-answer.ts';
import { signReceipt } from '../../src/audit/proofs/log-receipt.ts';
import { makeTimeStampToken } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import { signCheckpoint } from '../../src/crypto/merkle/checkpoint.ts';
import { CompactRange } from '../../src/crypto/merkle/compact-range.ts';
import { leafHash } from '../../src/crypto/merkle/leaf-hash.ts';
import { inclusionRanges } from '../../src/crypto/merkle/subtree-range.ts';
import { makeTestPki } from './test-pki.ts';
import { makeTestTsa } from './test-trust-services.ts';

const ORIGIN = 'zz.example.cn/log';
const SIZE = 300;
const PLACE = 137;
const ID = '5f0c9a0e-6d3b-4c8e-9f57-3a1de1b6a001';
export const STAMPED_AT = new Date('2026-11-23T08:00:00Z');

/** RFC 8032 §7.1, first test: a key that everybody knows. */
const privateKey = createPrivateKey({
  key: Buffer.from(
    '302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'hex',
  ),
  format: 'der',
  type: 'pkcs8',
});
export const LOG_KEY_PEM = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }) as string;

const leaves = Array.from({ length: SIZE }, (_, place) => leafHash(Buffer.from(`entry ${place}`)));

function rootOf(from: number, to: number): Uint8Array {
  const range = new CompactRange();
  for (const leaf of leaves.slice(from, to)) range.append(leaf);
  return range.root();
}

const checkpoint = signCheckpoint({ origin: ORIGIN, size: SIZE, root: rootOf(0, SIZE) }, privateKey);
const proof = {
  leafIndex: PLACE,
  treeSize: SIZE,
  hashes: inclusionRanges(PLACE, SIZE).map(({ from, to }) => rootOf(from, to)),
};
const leaf = leaves[PLACE] ?? new Uint8Array();
const text = (value: unknown): string => JSON.stringify(value, null, 2);

/** A proof as the interface gives it, of a log of 300 entries. */
export const PROVEN = {
  id: ID,
  json: text(entryProofAnswer({ state: 'proven', leafHash: leaf, checkpoint, timeStampDer: null, proof })),
};

/** A receipt for an entry that no checkpoint covers yet. */
export const PROMISED = text(
  entryProofAnswer({
    state: 'promised',
    leafHash: leaf,
    receipt: signReceipt({ entryId: ID, leafHash: leaf, promisedAt: STAMPED_AT }, ORIGIN, privateKey),
  }),
);

/** `PROVEN` with a token of a test authority over its checkpoint. */
export async function stampedProof(over = checkpoint): Promise<string> {
  const authority = await makeTestTsa(await makeTestPki());
  const hashedMessage = createHash('sha256').update(over).digest();
  const request = writeTimeStampRequest({ digest: 'sha256', hashedMessage, nonce: Buffer.of(1) });
  const timeStampDer = await makeTimeStampToken(
    readTimeStampRequest(request),
    authority,
    STAMPED_AT,
    Buffer.of(1),
  );
  return text(entryProofAnswer({ state: 'proven', leafHash: leaf, checkpoint, timeStampDer, proof }));
}
