import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import { usccProblems } from '../../shared/codes/uscc.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import type { AccessErrorCode } from '../access.errors.ts';
import type { Unit } from './unit.ts';

@Injectable()
export class UnitsService {
  /**
   * Adds a unit inside `tx`. Log it there as `unit.create`.
   *
   * @returns the unit with its new id
   * @throws DomainError unit.bad-code
   */
  async create(tx: Tx, unit: Omit<Unit, 'id'>): Promise<Unit> {
    if (usccProblems(unit.uscc).length > 0)
      throw new DomainError<AccessErrorCode>('invalid', 'unit.bad-code');
    const id = newId();
    await tx.query(
      'access.insert-unit',
      `INSERT INTO units (id, uscc, name_zh, name_en, region_code, parent_id, managing, issuing, "using", phone)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        unit.uscc,
        unit.nameZh,
        unit.nameEn,
        unit.regionCode,
        unit.parentId,
        unit.managing,
        unit.issuing,
        unit.using,
        unit.phone,
      ],
    );
    return { ...unit, id };
  }
}
