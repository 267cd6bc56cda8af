import type { INestApplicationContext } from '@nestjs/common';
import { CLIENT_ACTS } from '../access/clients/client-acts.ts';
import { ClientCredentials } from '../access/clients/client-credentials.service.ts';
import { ClientsService } from '../access/clients/clients.service.ts';
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
import type { CityClients, DepartmentClient } from './department-tokens.ts';

const CAUSE: SystemCause = { kind: 'system', id: 'seed-city' };
const BASIS = { effectiveOn: '2019-03-01', legalBasis: '演示城市机构设置', documentReference: null };

/** More than any load of ours asks for; a real one is the department's own figure. */
const QUOTA_PER_MINUTE = 100_000;

/**
 * Founds the demo city in one transaction: units, the eight licence types, who issues them, their seals with
 * certificates of the development CA, and one system with a secret for each department that issues. What the types are sealed with follows
 * `ZZ_SEAL_STANDARD`; each seal has a national twin, so that a type can change over. To be called once on an empty
 * register.
 *
 * @throws TrustError trust.development-key in production: a real city founds itself
 */
export async function seedCity(app: INestApplicationContext, now: Date): Promise<CityClients> {
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

  async found(tx: Tx): Promise<CityClients> {
    const units = await this.addUnits(tx);
    for (const sample of LICENCE_TYPE_SAMPLES) await this.addType(tx, sample, units);
    await this.addSeals(tx, units);
    const clients: Record<string, DepartmentClient> = {};
    for (const unit of units.values())
      if (unit.issuing) clients[unit.nameZh] = await this.addClient(tx, unit);
    return clients;
  }

  /** Units by their Chinese names; parents come before their children. */
  private async addUnits(tx: Tx): Promise<Map<string, Unit>> {
    const byKey = new Map<string, Unit>();
    for (const { key, parentKey, ...unit } of JINCHENG_UNITS) {
      const parentId = parentKey === null ? null : (byKey.get(parentKey)?.id ?? null);
      const added = await this.service(UnitsService).create(
        tx,
        { ...unit, parentId },
        { by: CAUSE, basis: BASIS },
      );
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
    const managing = [...units.values()].filter((unit) => unit.managing);
    const ofManaging = managing.map(
      (unit): CitySeal => ({
        unit,
        requirement: { sealKind: '01', order: 1, certify: false },
        suite: 'rsa2048',
      }),
    );
    const twins = sm2Available() ? wanted.map((seal) => ({ ...seal, suite: 'sm2' as const })) : [];
    for (const [at, seal] of distinctSeals([...wanted, ...twins, ...ofManaging]).entries()) {
      const { id, code } = await makeCitySeal(this.app, tx, seal, at + 1);
      await this.enter(tx, {
        act: 'seal.create',
        outcome: 'succeeded',
        object: { kind: 'seal', id },
        detail: { code },
      });
    }
  }

  /** Nobody decides over it: this is how a trial begins. A real client is asked for and decided by two people. */
  private async addClient(tx: Tx, unit: Unit): Promise<DepartmentClient> {
    const client = {
      unitId: unit.id,
      name: '演示业务系统 demo system',
      scopes: [...CLIENT_ACTS.keys()].map((act) => ({ act, typeCode: null, needsPurpose: false })),
      quotaPerMinute: QUOTA_PER_MINUTE,
      allowedAddresses: null,
      expiresAt: startOfShanghaiDay(addYears(shanghaiDateOf(this.now), 1)),
    };
    const { id, clientId } = await this.service(ClientsService).create(tx, client);
    const { secret } = await this.service(ClientCredentials).addSecret(tx, { ...client, id });
    await this.enter(tx, { act: 'client.create', outcome: 'succeeded', object: { kind: 'client', id } });
    return { clientId, clientSecret: secret };
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
