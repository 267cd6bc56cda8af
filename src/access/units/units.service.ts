import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import type { SystemCause } from '../../audit/audit-origin.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { shanghaiDateOf } from '../../shared/calendar-date.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError, type FieldProblem } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import {
  type ChangeDay,
  type ChangeFacts,
  creationProblems,
  dutyChangeProblems,
  moveProblems,
  renamingProblems,
  telephoneProblems,
} from './changes/unit-changes.ts';
import {
  asItIsSince,
  type ChangeBasis,
  insertUnit,
  insertUnitEvent,
  lockUnits,
  moveUnit,
  renameUnit,
  setDuties,
  setTelephone,
  type UnitEvent,
} from './changes/unit-rows.ts';
import type { NewUnit, Unit, UnitDuties, UnitName } from './unit.ts';
import type { UnitErrorCode } from './units.errors.ts';
import { UnitsQueries } from './units.queries.ts';

/** Who enters a unit, and on what basis. */
export interface UnitEntry {
  readonly by: Caller | SystemCause;
  readonly basis: ChangeBasis;
}

/** One kind of change: what forbids it, what it writes, what its event keeps. */
interface UnitChange {
  readonly type: UnitEvent['type'];
  readonly detail: (unit: Unit) => UnitEvent['detail'];
  readonly problems: (unit: Unit, day: ChangeDay, facts: ChangeFacts) => FieldProblem[];
  readonly write: (tx: Tx) => Promise<void>;
  readonly result: Partial<Unit>;
}

const FOUNDING: SystemCause = { kind: 'system', id: 'founding' };
const FOUNDING_BASIS = { legalBasis: '系统初始登记', documentReference: null };

/**
 * Units and what changes of them. Every change is one event with its day, its basis and who made it. None needs an
 * idempotency key: what was done already is refused as no change.
 */
@Injectable()
export class UnitsService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(UnitsQueries) private readonly queries: UnitsQueries,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Adds a unit inside `tx`. Log it there as `unit.create`.
   *
   * @param entry who adds it and on what basis; without it, the founding of the register, as of today
   * @returns the unit with its new id
   * @throws DomainError unit.refused with all reasons
   */
  async create(tx: Tx, given: NewUnit, entry?: UnitEntry): Promise<Unit> {
    const today = shanghaiDateOf(this.clock.now());
    const { by, basis } = entry ?? { by: FOUNDING, basis: { effectiveOn: today, ...FOUNDING_BASIS } };
    const day = { effectiveOn: basis.effectiveOn, asItIsSince: null };
    await lockUnits(tx);
    const facts = { units: await this.queries.all(tx), today };
    refuseFor(creationProblems(given, day, facts));
    const unit: Unit = { ...given, id: newId(), endedOn: null, mergedIntoId: null };
    await insertUnit(tx, unit, basis.effectiveOn);
    const { uscc, nameZh, regionCode, parentId } = unit;
    const detail = { uscc, nameZh, regionCode, parentId };
    await insertUnitEvent(tx, { unitId: unit.id, type: 'created', basis, detail }, by);
    tx.afterCommit(() => this.queries.forget());
    return unit;
  }

  /**
   * Adds a unit at a caller's request.
   *
   * @throws DomainError unit.refused with all reasons
   */
  enter(caller: Caller, given: NewUnit, basis: ChangeBasis): Promise<Unit> {
    return this.transactions.run(async (tx) => {
      const unit = await this.create(tx, given, { by: caller, basis });
      const object = { kind: 'unit', id: unit.id } as const;
      await this.auditLog.append(tx, caller, { act: 'unit.create', outcome: 'succeeded', object });
      return unit;
    });
  }

  /**
   * Gives a unit another name from a day on. Licences keep the name that they were issued under.
   *
   * @throws DomainError unit.not-found, unit.refused with all reasons
   */
  rename(caller: Caller, unitId: string, name: UnitName, basis: ChangeBasis): Promise<Unit> {
    return this.change(caller, unitId, basis, {
      type: 'renamed',
      problems: (unit, day, facts) => renamingProblems(unit, name, day, facts),
      write: (tx) => renameUnit(tx, unitId, name, basis.effectiveOn),
      detail: ({ nameZh, nameEn }) => ({ from: { nameZh, nameEn }, to: { ...name } }),
      result: name,
    });
  }

  /**
   * Puts a unit, with all that stands below it, below another.
   *
   * @throws DomainError unit.not-found, unit.refused with all reasons
   */
  move(caller: Caller, unitId: string, parentId: string | null, basis: ChangeBasis): Promise<Unit> {
    return this.change(caller, unitId, basis, {
      type: 'moved',
      problems: (unit, day, facts) => moveProblems(unit, parentId, day, facts),
      write: (tx) => moveUnit(tx, unitId, parentId),
      detail: (unit) => ({ from: unit.parentId, to: parentId }),
      result: { parentId },
    });
  }

  /**
   * Changes what a unit does. One that issues no more can begin no licence from then on; those that it issued stay its
   * own.
   *
   * @throws DomainError unit.not-found, unit.refused with all reasons
   */
  changeDuties(caller: Caller, unitId: string, duties: UnitDuties, basis: ChangeBasis): Promise<Unit> {
    return this.change(caller, unitId, basis, {
      type: 'duties-changed',
      problems: (unit, day, facts) => dutyChangeProblems(unit, duties, day, facts),
      write: (tx) => setDuties(tx, unitId, duties),
      detail: ({ managing, issuing, using }) => ({ from: { managing, issuing, using }, to: { ...duties } }),
      result: duties,
    });
  }

  /**
   * Changes the telephone that is shown with verdicts; null for none.
   *
   * @throws DomainError unit.not-found, unit.refused with all reasons
   */
  changeTelephone(caller: Caller, unitId: string, phone: string | null, basis: ChangeBasis): Promise<Unit> {
    return this.change(caller, unitId, basis, {
      type: 'telephone-changed',
      problems: (unit, day, facts) => telephoneProblems(unit, phone, day, facts),
      write: (tx) => setTelephone(tx, unitId, phone),
      detail: (unit) => ({ from: unit.phone, to: phone }),
      result: { phone },
    });
  }

  private change(caller: Caller, unitId: string, basis: ChangeBasis, change: UnitChange): Promise<Unit> {
    return this.transactions.run(async (tx) => {
      await lockUnits(tx);
      const units = await this.queries.all(tx);
      const unit = unitIn(units, unitId);
      const { effectiveOn } = basis;
      const day = { effectiveOn, asItIsSince: await asItIsSince(tx, unitId, change.type) };
      refuseFor(change.problems(unit, day, { units, today: shanghaiDateOf(this.clock.now()) }));
      await change.write(tx);
      await insertUnitEvent(tx, { unitId, type: change.type, basis, detail: change.detail(unit) }, caller);
      await this.auditLog.append(tx, caller, {
        act: 'unit.change',
        outcome: 'succeeded',
        object: { kind: 'unit', id: unitId },
        detail: { change: change.type, effectiveOn },
      });
      tx.afterCommit(() => this.queries.forget());
      return { ...unit, ...change.result };
    });
  }
}

/** @throws DomainError unit.not-found */
export function unitIn(units: readonly Unit[], unitId: string): Unit {
  const unit = units.find(({ id }) => id === unitId);
  if (!unit) throw new DomainError<UnitErrorCode>('not-found', 'unit.not-found');
  return unit;
}

/** @throws DomainError unit.refused when there is any problem */
export function refuseFor(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new DomainError<UnitErrorCode>('invalid', 'unit.refused', { problems });
}
