import type { INestApplicationContext } from '@nestjs/common';
import type { Unit } from '../access/units/unit.ts';
import type { SealRequirement, SignatureProfile } from '../catalogue/definition/signature-profile.ts';
import type { Tx } from '../platform/database/transaction-runner.ts';
import { SEAL_KIND_OF_CODE } from '../seals/seal.ts';
import { sealPicture } from '../seals/seal-picture.ts';
import { SealsService } from '../seals/seals.service.ts';
import { TrustService } from '../trust/trust.service.ts';

const DIAMETER_MM = 42;

/** A seal that a unit of the demo city needs. */
export interface CitySeal {
  readonly unit: Unit;
  readonly requirement: SealRequirement;
  readonly suite: SignatureProfile['suite'];
}

/** One for each unit, kind, second line and standard; of those that differ in their suite otherwise, the first. */
export function distinctSeals(seals: readonly CitySeal[]): CitySeal[] {
  const byWhat = new Map<string, CitySeal>();
  for (const seal of seals) {
    const { unit, requirement, suite } = seal;
    const what = [unit.id, requirement.sealKind, requirement.subLine, suite === 'sm2'].join(' ');
    if (!byWhat.has(what)) byWhat.set(what, seal);
  }
  return [...byWhat.values()];
}

/**
 * Makes a seal with key and certificate of the development CA, for SM2 with its electronic seal of GB/T 38540 too.
 *
 * @param serial from 1, within the city
 * @throws TrustError trust.development-key in production
 */
export async function makeCitySeal(
  app: INestApplicationContext,
  tx: Tx,
  { unit, requirement, suite }: CitySeal,
  serial: number,
): Promise<{ readonly id: string; readonly code: string }> {
  const trust = app.get(TrustService, { strict: false });
  const code = unit.regionCode + String(serial).padStart(8, '0');
  const keyId = `seal-${code}`;
  const subLine = requirement.subLine ?? null;
  const features = { name: unit.nameZh + (subLine ?? ''), subLine, diameterMm: DIAMETER_MM, code };
  const { certificateDer } = await trust.issueDevelopmentSealKey({
    keyId,
    unit: { name: unit.nameZh, creditCode: unit.uscc },
    suite,
  });
  if (suite === 'sm2') {
    const electronic = { keyId, sealId: code, name: features.name, kind: Number(requirement.sealKind) };
    await trust.makeDevelopmentSeal({ ...electronic, picture: await sealPicture(features) });
  }
  const kind = SEAL_KIND_OF_CODE[requirement.sealKind];
  const seal = { ...features, unitId: unit.id, kind, keyId, certificateDer: Buffer.from(certificateDer) };
  return { id: await app.get(SealsService, { strict: false }).create(tx, seal), code };
}
