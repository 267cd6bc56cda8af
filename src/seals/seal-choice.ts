import type { SealRequirement, SignatureProfile } from '../catalogue/definition/signature-profile.ts';
import { SEAL_KIND_OF_CODE, type Seal } from './seal.ts';

/**
 * The seal of a unit that a requirement of a licence type means: of its kind, for a seal for one business the one with the
 * second line asked for, with an SM2 key exactly where the type asks for one, in use at `at`. `null` when the unit has
 * none such.
 */
export function chooseSeal(
  seals: readonly Seal[],
  requirement: SealRequirement,
  suite: SignatureProfile['suite'],
  at: Date,
): Seal | null {
  const kind = SEAL_KIND_OF_CODE[requirement.sealKind];
  const { subLine } = requirement;
  return (
    seals.find(
      (seal) =>
        seal.kind === kind &&
        (subLine === undefined || seal.subLine === subLine) &&
        seal.isSm2 === (suite === 'sm2') &&
        isInUse(seal, at),
    ) ?? null
  );
}

/** Whether a seal may be used at `at`. */
function isInUse(seal: Pick<Seal, 'state' | 'validFrom' | 'validUntil'>, at: Date): boolean {
  return seal.state === 'active' && seal.validFrom <= at && at < seal.validUntil;
}
