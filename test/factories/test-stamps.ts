import { createHash } from 'node:crypto';
import { makeTimeStampToken } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import type { TestPki } from './test-pki.ts';
import { makeTestTsa } from './test-trust-services.ts';

/** A time-stamp token over `bytes` at `at`, of a fresh authority under the PKI's root. */
export async function stampOver(pki: TestPki, bytes: Uint8Array, at: Date): Promise<Uint8Array> {
  const hashedMessage = createHash('sha256').update(bytes).digest();
  const nonce = Buffer.from('0102030405060708', 'hex');
  const request = readTimeStampRequest(writeTimeStampRequest({ digest: 'sha256', hashedMessage, nonce }));
  return makeTimeStampToken(request, await makeTestTsa(pki), at, Buffer.from('01', 'hex'));
}
