import type { INestApplicationContext } from '@nestjs/common';
import { ApiKeysService } from '../access/api-keys.service.ts';
import { JINCHENG_UNITS } from '../access/jincheng-units.ts';
import type { Unit } from '../access/unit.ts';
import { UnitsService } from '../access/units.service.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import type { SystemCause } from '../audit/audit-origin.ts';
import { CatalogueService } from '../catalogue/catalogue.service.ts';
import type { SealRequirement } from '../catalogue/definition/signature-profile.ts';
import type { LicenceTypeSample } from '../catalogue/samples/licence-type-sample.ts';
import { LICENCE_TYPE_SAMPLES } from '../catalogue/samples/licence-type-samples.ts';
import type { KeySuite } from '../crypto/pki/key-suite.ts';
import { TransactionRunner, type Tx } from '../platform/database/transaction-runner.ts';
import { SEAL_KIND_OF_CODE } from '../seals/seal.ts';
import { SealsService } from '../seals/seals.service.ts';
import { addYears, shanghaiDateOf, startOfShanghaiDay } from '../shared/calendar-date.ts';
import { TrustService } from '../trust/trust.service.ts';

const CAUSE: SystemCause = { kind: 'system', id: 'seed-city' };
const SEAL_DIAMETER_MM = 42;

/** API keys of the departments, by the unit's Chinese name. */
export type CityKeys = Readonly<Record<string, string>>;

/**
 * Founds the demo city in one transaction: units, the eight licence types, who issues them, their seals with
 * certificates of the development CA, and one API key for each department. To be called once on an empty register.
 *
 * @throws TrustError trust.development-key in production: a real city founds itself
 */
export async function seedCity(app: INestApplicationContext, now: Date): Promise<CityKeys> {
  const city = new CityFounding(app, now);
  return app.get(TransactionRunner, { strict: false }).run((tx) => city.found(tx));
}

class CityFounding {
  private readonly log: AuditLog;
  private sealCount = 0;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly now: Date,
  ) {
    this.log = this.service(AuditLog);
  }

  async found(tx: Tx): Promise<CityKeys> {
    const units = await this.addUnits(tx);
    for (const sample of LICENCE_TYPE_SAMPLES) await this.addType(tx, sample, units);
    await this.addSeals(tx, units);
    const keys: Record<string, string> = {};
    for (const unit of units.values()) {
      if (unit.issuing || unit.managing) keys[unit.nameZh] = await this.addApiKey(tx, unit);
    }
    return keys;
  }

  /** Units by their Chinese names; parents come before their children. */
  private async addUnits(tx: Tx): Promise<Map<string, Unit>> {
    const byKey = new Map<string, Unit>();
    for (const { key, parentKey, ...unit } of JINCHENG_UNITS) {
      const parentId = parentKey === null ? null : (byKey.get(parentKey)?.id ?? null);
      const added = await this.service(UnitsService).create(tx, { ...unit, parentId });
      await this.enter(tx, {
        act: 'unit.create',
        outcome: 'succeeded',
        object: { kind: 'unit', id: added.id },
      });
      byKey.set(key, added);
    }
    return new Map([...byKey.values()].map((unit) => [unit.nameZh, unit]));
  }

  private async addType(tx: Tx, sample: LicenceTypeSample, units: ReadonlyMap<string, Unit>): Promise<void> {
    const catalogue = this.service(CatalogueService);
    const { definition, face } = sample;
    const { licenceTypeId, version } = await catalogue.publish(tx, { definition, face, basedOnVersion: 0 });
    await catalogue.allowIssuer(tx, licenceTypeId, issuerOf(sample, units).id);
    await this.enter(tx, {
      act: 'catalogue.publish',
      outcome: 'succeeded',
      object: { kind: 'licence-type', id: definition.code },
      detail: { version },
    });
  }

  /** One seal for each kind and second line that the types of a unit ask for. */
  private async addSeals(tx: Tx, units: ReadonlyMap<string, Unit>): Promise<void> {
    const made = new Set<string>();
    for (const sample of LICENCE_TYPE_SAMPLES) {
      const unit = issuerOf(sample, units);
      for (const requirement of sample.definition.signature.seals) {
        const wanted = `${unit.id} ${requirement.sealKind} ${requirement.subLine ?? ''}`;
        if (!made.has(wanted)) await this.addSeal(tx, unit, requirement, sample.definition.signature.suite);
        made.add(wanted);
      }
    }
  }

  private async addSeal(tx: Tx, unit: Unit, requirement: SealRequirement, suite: KeySuite): Promise<void> {
    this.sealCount += 1;
    const code = unit.regionCode + String(this.sealCount).padStart(8, '0');
    const keyId = `seal-${code}`;
    const { certificateDer } = await this.service(TrustService).issueDevelopmentSealKey({
      keyId,
      unit: { name: unit.nameZh, creditCode: unit.uscc },
      suite,
    });
    const subLine = requirement.subLine ?? null;
    const id = await this.service(SealsService).create(tx, {
      unitId: unit.id,
      code,
      name: unit.nameZh + (subLine ?? ''),
      subLine,
      kind: SEAL_KIND_OF_CODE[requirement.sealKind],
      diameterMm: SEAL_DIAMETER_MM,
      keyId,
      certificateDer: Buffer.from(certificateDer),
    });
    await this.enter(tx, {
      act: 'seal.create',
      outcome: 'succeeded',
      object: { kind: 'seal', id },
      detail: { code },
    });
  }

  private async addApiKey(tx: Tx, unit: Unit): Promise<string> {
    const expiresAt = startOfShanghaiDay(addYears(shanghaiDateOf(this.now), 1));
    const key = await this.service(ApiKeysService).create(tx, unit.id, '演示 demo', expiresAt);
    await this.enter(tx, {
      act: 'api-key.create',
      outcome: 'succeeded',
      object: { kind: 'unit', id: unit.id },
    });
    return key;
  }

  private async enter(tx: Tx, entry: AuditEntry): Promise<void> {
    await this.log.appendConsequence(tx, CAUSE, entry);
  }

  private service<T>(type: new (...args: never[]) => T): T {
    return this.app.get<T>(type as never, { strict: false });
  }
}

function issuerOf({ issuerName }: LicenceTypeSample, units: ReadonlyMap<string, Unit>): Unit {
  const unit = units.get(issuerName);
  if (!unit) throw new Error(`no unit of the demo city is called ${issuerName}`);
  return unit;
}
