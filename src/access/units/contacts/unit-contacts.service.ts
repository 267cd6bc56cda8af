import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../../audit/audit-log.ts';
import type { SystemCause } from '../../../audit/audit-origin.ts';
import { Database } from '../../../platform/database/database.ts';
import { TransactionRunner, type Tx } from '../../../platform/database/transaction-runner.ts';
import type { Caller } from '../../../platform/http/caller.ts';
import type { SealedBox } from '../../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../../platform/secrets/secrets.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { CLOCK, type Clock } from '../../../shared/clock.ts';
import { DomainError } from '../../../shared/domain-error.ts';
import { newId } from '../../../shared/ids.ts';
import { endProblems } from '../changes/unit-changes.ts';
import { lockUnits } from '../changes/unit-rows.ts';
import type { UnitErrorCode } from '../units.errors.ts';
import { UnitsQueries } from '../units.queries.ts';
import { refuseFor, unitIn } from '../units.service.ts';
import { type ContactPerson, isSamePerson, type UnitContact } from './unit-contact.ts';

interface ContactRow {
  readonly id: string;
  readonly sealed: Buffer;
  readonly addedAt: Date;
  readonly endedAt: Date | null;
}

/** The named contact persons of units (联系人). They end and are never deleted. */
@Injectable()
export class UnitContacts {
  private readonly persons: SealedBox;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.persons = secrets.sealedBox('unit.contact');
  }

  /**
   * Contacts of a unit, those in being first; the log keeps whose were shown.
   *
   * @throws DomainError unit.not-found
   */
  async read(caller: Caller, unitId: string): Promise<UnitContact[]> {
    unitIn(await this.units.all(), unitId);
    const contacts = await this.contactsOf(this.database, unitId);
    this.auditLog.record(caller, {
      act: 'unit.read-contacts',
      outcome: 'succeeded',
      object: { kind: 'unit', id: unitId },
      objectIds: contacts.map(({ id }) => id),
    });
    return contacts;
  }

  /**
   * Adds a contact at a caller's request.
   *
   * @throws DomainError unit.not-found, unit.refused with all reasons
   */
  add(caller: Caller, unitId: string, person: ContactPerson): Promise<UnitContact> {
    return this.transactions.run(async (tx) => {
      const contact = await this.addIn(tx, unitId, person, caller);
      await this.log(tx, caller, unitId, { contact: contact.id, change: 'contact-added' });
      return contact;
    });
  }

  /**
   * Adds a contact inside `tx`. Log it there.
   *
   * @throws DomainError unit.not-found, unit.refused with all reasons
   */
  async addIn(tx: Tx, unitId: string, person: ContactPerson, by: Caller | SystemCause): Promise<UnitContact> {
    await lockUnits(tx);
    const unit = unitIn(await this.units.all(tx), unitId);
    const known = await this.contactsOf(tx, unitId);
    const isKnown = known.some((one) => one.endedAt === null && isSamePerson(one.person, person));
    refuseFor([...endProblems(unit), ...(isKnown ? [{ path: 'name', code: 'unit.contact-known' }] : [])]);
    const id = newId();
    const addedAt = this.clock.now();
    await tx.query(
      'access.insert-unit-contact',
      'INSERT INTO unit_contacts (id, unit_id, person_sealed, added_at, added_by) VALUES ($1, $2, $3, $4, $5)',
      [id, unitId, this.persons.seal(Buffer.from(canonicalJson(person)), contextOf(id)), addedAt, by.id],
    );
    return { id, person, addedAt, endedAt: null };
  }

  /**
   * Takes a contact down; it stays readable as one that was.
   *
   * @throws DomainError unit.not-found, unit.contact-not-found (another unit's too), unit.refused when it has ended
   */
  end(caller: Caller, unitId: string, contactId: string): Promise<UnitContact> {
    return this.transactions.run(async (tx) => {
      await lockUnits(tx);
      unitIn(await this.units.all(tx), unitId);
      const contact = (await this.contactsOf(tx, unitId)).find(({ id }) => id === contactId);
      if (!contact) throw new DomainError<UnitErrorCode>('not-found', 'unit.contact-not-found');
      refuseFor(contact.endedAt ? [{ path: '', code: 'unit.contact-ended' }] : []);
      const endedAt = this.clock.now();
      await tx.query(
        'access.end-unit-contact',
        'UPDATE unit_contacts SET ended_at = $2, ended_by = $3 WHERE id = $1',
        [contactId, endedAt, caller.id],
      );
      await this.log(tx, caller, unitId, { contact: contactId, change: 'contact-ended' });
      return { ...contact, endedAt };
    });
  }

  private async contactsOf(reader: Database | Tx, unitId: string): Promise<UnitContact[]> {
    const rows = await reader.query<ContactRow & Record<string, unknown>>(
      'access.unit-contacts',
      `SELECT id, person_sealed AS sealed, added_at AS "addedAt", ended_at AS "endedAt"
       FROM unit_contacts WHERE unit_id = $1 ORDER BY ended_at DESC NULLS FIRST, added_at, id`,
      [unitId],
    );
    return rows.map(({ id, sealed, addedAt, endedAt }) => {
      const person = JSON.parse(this.persons.open(sealed, contextOf(id)).toString()) as ContactPerson;
      return { id, person, addedAt, endedAt };
    });
  }

  private log(tx: Tx, caller: Caller, unitId: string, detail: { contact: string; change: string }) {
    const object = { kind: 'unit', id: unitId } as const;
    return this.auditLog.append(tx, caller, { act: 'unit.change', outcome: 'succeeded', object, detail });
  }
}

const contextOf = (contactId: string): string => `unit_contacts/${contactId}/person`;
