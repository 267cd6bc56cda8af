import { createHash } from 'node:crypto';
import { makeTimeStampToken } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import type { TestPki } from './test-pki.ts';
import { makeTestTsa } from './test-trust-services.ts';

/** A time-stamp token over `bytes` at `at`, of a fresh authority under the PKI's root. */
export const stampOver = (pki: TestPki, bytes: Uint8Array, at: Date): Promise<Uint8Array> =>
  stampOfDigest(pki, createHash('sha256').update(bytes).digest(), at);

/** The same over what has the given SHA-256. */
export async function stampOfDigest(pki: TestPki, sha256: Uint8Array, at: Date): Promise<Uint8Array> {
  const nonce = Buffer.from('0102030405060708', 'hex');
  const request = writeTimeStampRequest({ digest: 'sha256', hashedMessage: sha256, nonce });
  const authority = await makeTestTsa(pki);
  return makeTimeStampToken(readTimeStampRequest(request), authority, at, Buffer.from('01', 'hex'));
}
