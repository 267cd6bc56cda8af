import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../../audit/audit-log.ts';
import { TransactionRunner, type Tx } from '../../../platform/database/transaction-runner.ts';
import type { Caller } from '../../../platform/http/caller.ts';
import { type CalendarDate, shanghaiDateOf } from '../../../shared/calendar-date.ts';
import { CLOCK, type Clock } from '../../../shared/clock.ts';
import { DomainError, type FieldProblem } from '../../../shared/domain-error.ts';
import {
  asItIsSince,
  type ChangeBasis,
  endUnit,
  insertUnitEvent,
  lastEventOn,
  lockUnits,
  moveUnit,
} from '../changes/unit-rows.ts';
import type { Unit } from '../unit.ts';
import { childrenOf, unitsSucceeded } from '../unit-tree.ts';
import type { UnitErrorCode } from '../units.errors.ts';
import { UnitsQueries } from '../units.queries.ts';
import { refuseFor, unitIn } from '../units.service.ts';
import { endRightsIn } from './rights-of-ended-unit.ts';
import { UnitConsequences } from './unit-consequences.queries.ts';
import { type Consequence, endingProblems, planDigest, type UnitEnd } from './unit-end-plan.ts';

/** What an end of a unit would touch, and whether it can be. */
export interface EndPlan extends UnitEnd {
  readonly unit: Unit;
  readonly consequences: readonly Consequence[];
  /** Why it cannot be; empty when it can. */
  readonly problems: readonly FieldProblem[];
  /** What a confirmation sends back. */
  readonly digest: string;
}

/** A plan with the facts it was made from. */
interface JudgedEnd extends EndPlan {
  readonly units: readonly Unit[];
}

/** Ends and mergers of units: first looked at, then confirmed, and only as they were looked at. */
@Injectable()
export class UnitEnds {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(UnitConsequences) private readonly consequences: UnitConsequences,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What an end would touch. Nothing is written but the log's entry.
   *
   * @throws DomainError unit.not-found
   */
  async plan(caller: Caller, unitId: string, end: UnitEnd): Promise<EndPlan> {
    const plan = await this.transactions.run((tx) => this.judge(tx, unitId, end));
    this.auditLog.record(caller, {
      act: 'unit.plan-end',
      outcome: 'succeeded',
      object: { kind: 'unit', id: unitId },
      detail: { successor: end.successorId, digest: plan.digest },
    });
    return plan;
  }

  /**
   * Ends a unit as it was planned. Units below it go to its successor, roles and systems there end, its licences are
   * its successor's to look after, its seals stay and seal nothing any more.
   *
   * @param digest of the plan that was looked at
   * @throws DomainError unit.not-found, unit.plan-outdated when anything has changed since, unit.refused with all
   *   reasons
   */
  confirm(caller: Caller, unitId: string, end: UnitEnd, digest: string, basis: ChangeBasis): Promise<Unit> {
    return this.transactions.run(async (tx) => {
      await lockUnits(tx);
      const plan = await this.judge(tx, unitId, end);
      if (plan.unit.endedOn === null && plan.digest !== digest)
        throw new DomainError<UnitErrorCode>('conflict', 'unit.plan-outdated');
      refuseFor(plan.problems);
      const moved = await this.moveChildren(tx, caller, plan, basis);
      await endUnit(tx, unitId, end.effectiveOn, end.successorId);
      await this.enterEvents(tx, caller, plan, basis);
      const ended = await endRightsIn(tx, this.auditLog, caller, unitId, this.clock.now());
      await this.auditLog.append(tx, caller, {
        act: 'unit.confirm-end',
        outcome: 'succeeded',
        object: { kind: 'unit', id: unitId },
        detail: { successor: end.successorId, effectiveOn: end.effectiveOn, digest, moved, ...ended },
      });
      tx.afterCommit(() => this.units.forget());
      return { ...plan.unit, endedOn: end.effectiveOn, mergedIntoId: end.successorId };
    });
  }

  private async judge(tx: Tx, unitId: string, end: UnitEnd): Promise<JudgedEnd> {
    const units = await this.units.all(tx);
    const unit = unitIn(units, unitId);
    const today = shanghaiDateOf(this.clock.now());
    const consequences = await this.consequences.of(tx, unitsSucceeded(unitId, units), today);
    const facts = { units, today, consequences, asItIsSince: await earliestEndOf(tx, unitId, end) };
    const problems = endingProblems(unit, end, facts);
    return { ...end, unit, units, consequences, problems, digest: planDigest(unit, end, consequences) };
  }

  /** @returns how many units now stand below the successor */
  private async moveChildren(
    tx: Tx,
    caller: Caller,
    { unit, units, successorId }: JudgedEnd,
    basis: ChangeBasis,
  ): Promise<number> {
    if (successorId === null) return 0;
    const children = childrenOf(unit.id, units);
    for (const child of children) {
      await moveUnit(tx, child.id, successorId);
      const detail = { from: unit.id, to: successorId };
      await insertUnitEvent(tx, { unitId: child.id, type: 'moved', basis, detail }, caller);
    }
    return children.length;
  }

  private async enterEvents(
    tx: Tx,
    caller: Caller,
    { unit, successorId, consequences }: JudgedEnd,
    basis: ChangeBasis,
  ): Promise<void> {
    const left = Object.fromEntries(consequences.map(({ kind, count }) => [kind, count]));
    if (successorId === null) {
      await insertUnitEvent(tx, { unitId: unit.id, type: 'ended', basis, detail: { left } }, caller);
      return;
    }
    const detail = { successor: successorId, left };
    await insertUnitEvent(tx, { unitId: unit.id, type: 'merge-confirmed', basis, detail }, caller);
    const succeeded = { unitId: successorId, type: 'succeeded', basis, detail: { unit: unit.id } } as const;
    await insertUnitEvent(tx, succeeded, caller);
  }
}

/** No unit ends before the last thing that happened to it, or merges into one that was not there yet. */
async function earliestEndOf(tx: Tx, unitId: string, { successorId }: UnitEnd): Promise<CalendarDate | null> {
  const own = await lastEventOn(tx, unitId);
  const successors = successorId === null ? null : await asItIsSince(tx, successorId, 'created');
  return (
    [own, successors]
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}
