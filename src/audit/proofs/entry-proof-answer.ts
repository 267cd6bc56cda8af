import { z } from 'zod';
import type { EntryProof } from './log-proofs.service.ts';

export const Base64Hash = z.string().describe('32 bytes, base64');

/** A proof or receipt as it goes out over the interface, and as people keep it in a file. */
export const EntryProofAnswer = z
  .strictObject({
    state: z.enum(['proven', 'promised']),
    leafHash: Base64Hash,
    leafIndex: z.int().nullable(),
    treeSize: z.int().nullable(),
    hashes: z.array(Base64Hash).describe('Nearest to the leaf first (RFC 9162 2.1.3)'),
    note: z.string().describe('Signed note: the checkpoint of a proof, the receipt of a promise'),
    timeStamp: z
      .string()
      .nullable()
      .describe('RFC 3161 token over the checkpoint, DER, base64; null without one, and for a promise'),
  })
  .meta({ id: 'LogEntryProof' });

export type EntryProofAnswer = z.infer<typeof EntryProofAnswer>;

/** The answer that shows `found`. */
export function entryProofAnswer(found: EntryProof): EntryProofAnswer {
  const hash = base64(found.leafHash);
  if (found.state === 'promised') {
    const nothing = { leafIndex: null, treeSize: null, hashes: [], timeStamp: null };
    return { state: 'promised', leafHash: hash, ...nothing, note: found.receipt };
  }
  const { leafIndex, treeSize, hashes } = found.proof;
  return {
    state: 'proven',
    leafHash: hash,
    leafIndex,
    treeSize,
    hashes: hashes.map(base64),
    note: found.checkpoint,
    timeStamp: found.timeStampDer && base64(found.timeStampDer),
  };
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
