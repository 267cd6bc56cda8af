import { createHash } from 'node:crypto';
import type { TimeStamper } from '../trust/time-stamper.ts';
import type { PassStep } from './signing-step.ts';

/**
 * The time-stamp token over a signature value.
 *
 * @param stamper null for none
 * @returns DER of ContentInfo
 * @throws TrustError trust.no-time-stamp
 */
export async function stampSignature(
  signature: Uint8Array,
  stamper: TimeStamper | null,
  pass: PassStep,
): Promise<Uint8Array | null> {
  if (stamper === null) return null;
  pass('before-stamp');
  const tokenDer = await stamper.stamp(createHash('sha256').update(signature).digest());
  pass('after-stamp');
  return tokenDer;
}
