import type { INestApplicationContext } from '@nestjs/common';
import { ApiKeysService } from '../access/api-keys.service.ts';
import { UnitContacts } from '../access/units/contacts/unit-contacts.service.ts';
import { JINCHENG_CONTACTS } from '../access/units/jincheng-contacts.ts';
import { JINCHENG_UNITS } from '../access/units/jincheng-units.ts';
import type { Unit } from '../access/units/unit.ts';
import { UnitsService } from '../access/units/units.service.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import type { SystemCause } from '../audit/audit-origin.ts';
import { CatalogueService } from '../catalogue/catalogue.service.ts';
import { underSealStandard } from '../catalogue/definition/seal-standard.ts';
import type { SignatureProfile } from '../catalogue/definition/signature-profile.ts';
import type { LicenceTypeSample } from '../catalogue/samples/licence-type-sample.ts';
import { LICENCE_TYPE_SAMPLES } from '../catalogue/samples/licence-type-samples.ts';
import { CONFIG, type Config } from '../config/config.ts';
import { sm2Available } from '../crypto/sm2/sm2-probe.ts';
import { TransactionRunner, type Tx } from '../platform/database/transaction-runner.ts';
import { addYears, shanghaiDateOf, startOfShanghaiDay } from '../shared/calendar-date.ts';
import { type CitySeal, distinctSeals, makeCitySeal } from './city-seals.ts';

const CAUSE: SystemCause = { kind: 'system', id: 'seed-city' };

/** API keys of the departments, by the unit's Chinese name. */
export type CityKeys = Readonly<Record<string, string>>;

/**
 * Founds the demo city in one transaction: units, the eight licence types, who issues them, their seals with
 * certificates of the development CA, and one API key for each department. What the types are sealed with follows
 * `ZZ_SEAL_STANDARD`; each seal has a national twin, so that a type can change over. To be called once on an empty
 * register.
 *
 * @throws TrustError trust.development-key in production: a real city founds itself
 */
export async function seedCity(app: INestApplicationContext, now: Date): Promise<CityKeys> {
  const city = new CityFounding(app, now);
  return app.get(TransactionRunner, { strict: false }).run((tx) => city.found(tx));
}

class CityFounding {
  private readonly log: AuditLog;

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
      await this.addContact(tx, key, added.id);
    }
    return new Map([...byKey.values()].map((unit) => [unit.nameZh, unit]));
  }

  private async addContact(tx: Tx, unitKey: string, unitId: string): Promise<void> {
    const person = JINCHENG_CONTACTS[unitKey];
    if (!person) return;
    const { id } = await this.service(UnitContacts).addIn(tx, unitId, person, CAUSE);
    await this.enter(tx, {
      act: 'unit.change',
      outcome: 'succeeded',
      object: { kind: 'unit', id: unitId },
      detail: { change: 'contact-added', contact: id },
    });
  }

  private async addType(tx: Tx, sample: LicenceTypeSample, units: ReadonlyMap<string, Unit>): Promise<void> {
    const catalogue = this.service(CatalogueService);
    const { face } = sample;
    const definition = { ...sample.definition, signature: this.signatureOf(sample) };
    const { licenceTypeId, version } = await catalogue.publish(tx, { definition, face, basedOnVersion: 0 });
    await catalogue.allowIssuer(tx, licenceTypeId, issuerOf(sample, units).id);
    await this.enter(tx, {
      act: 'catalogue.publish',
      outcome: 'succeeded',
      object: { kind: 'licence-type', id: definition.code },
      detail: { version },
    });
  }

  private signatureOf({ definition }: LicenceTypeSample): SignatureProfile {
    const { sealStandard } = this.app.get<Config>(CONFIG, { strict: false });
    return underSealStandard(definition.signature, sealStandard);
  }

  /** The seals that the types of each unit ask for; where this build of Node has SM2, their national twins after them. */
  private async addSeals(tx: Tx, units: ReadonlyMap<string, Unit>): Promise<void> {
    const wanted = LICENCE_TYPE_SAMPLES.flatMap((sample): CitySeal[] => {
      const { seals, suite } = this.signatureOf(sample);
      return seals.map((requirement) => ({ unit: issuerOf(sample, units), requirement, suite }));
    });
    const twins = sm2Available() ? wanted.map((seal) => ({ ...seal, suite: 'sm2' as const })) : [];
    for (const [at, seal] of distinctSeals([...wanted, ...twins]).entries()) {
      const { id, code } = await makeCitySeal(this.app, tx, seal, at + 1);
      await this.enter(tx, {
        act: 'seal.create',
        outcome: 'succeeded',
        object: { kind: 'seal', id },
        detail: { code },
      });
    }
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
