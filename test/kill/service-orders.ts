import type { SealingStep } from '../../src/licences/sealing/fault-points.ts';
import type { KillTarget } from './kill-plan.ts';

/** Lease of a seal use in the service under test; the minute of the real one is too long to wait for forty times. */
export const LEASE_S = 3;

/** To the service under test. */
export type ServiceOrder =
  | {
      readonly kind: 'fall-at-step';
      readonly target: KillTarget;
      readonly step: SealingStep;
      readonly passes: number;
    }
  /** One round of the reaper, then of the search for orphan files without its day of grace. */
  | { readonly kind: 'tidy' }
  /** Publishes a version of a licence type that asks for two seals. */
  | { readonly kind: 'ask-for-two-seals' };

/** From the service under test. */
export interface ServiceReport {
  readonly listening?: string;
  readonly fell?: KillTarget;
  readonly done?: 'tidy' | 'ask-for-two-seals';
}

/** To the load generator. */
export type LoadOrder =
  /** Sends 50 equal requests at once. */
  | { readonly kind: 'equal-requests' }
  /** Ends once every request that is not abandoned has its answer, and each answered 201 was asked again. */
  | { readonly kind: 'finish' };

/** From the load generator. */
export interface LoadReport {
  readonly finished: true;
}
