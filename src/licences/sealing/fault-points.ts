import { SIGNING_STEPS } from '../../signing/signing-step.ts';

/** Nest token of the one `FaultPoints`. */
export const FAULT_POINTS = Symbol('FaultPoints');

/** The steps of sealing at which the kill test ends the process (docs/adr/0002-sealing-survives-a-kill.md). */
export const SEALING_STEPS = [
  'before-intend',
  'after-intend',
  'before-sign',
  ...SIGNING_STEPS,
  'after-sign',
  'before-store',
  'after-store',
  'before-complete',
  'after-complete',
] as const;
export type SealingStep = (typeof SEALING_STEPS)[number];

/** Passed at every step; what it does there is for tests to decide. */
export interface FaultPoints {
  pass(step: SealingStep): void;
}

/** Production: nothing happens. */
export const noFaultPoints: FaultPoints = { pass: () => undefined };
