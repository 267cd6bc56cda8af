import { timingSafeEqual } from 'node:crypto';

/** Compares two hashes of secrets in constant time: the time tells nothing of how much was right. */
export const isSameHash = (left: Buffer, right: Buffer): boolean =>
  left.length === right.length && timingSafeEqual(left, right);
