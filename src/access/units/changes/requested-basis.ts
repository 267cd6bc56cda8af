import type { ChangeBasis } from './unit-rows.ts';

/** The basis of a requested change, and what else the request says. */
export function basisOf<Body extends ChangeBasis>({
  effectiveOn,
  legalBasis,
  documentReference,
  ...rest
}: Body): [basis: ChangeBasis, rest: Omit<Body, keyof ChangeBasis>] {
  return [{ effectiveOn, legalBasis, documentReference }, rest];
}
