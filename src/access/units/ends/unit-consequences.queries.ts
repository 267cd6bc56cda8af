import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/transaction-runner.ts';
import type { CalendarDate } from '../../../shared/calendar-date.ts';
import type { Consequence, ConsequenceKind } from './unit-end-plan.ts';

/** So many things of a kind are shown by their ids. */
const SHOWN = 20;

interface ConsequenceRow {
  readonly kind: ConsequenceKind;
  readonly count: number;
  readonly fingerprint: string;
}

/** A unit may have issued millions of licences, and each is looked at: about a second for a hundred thousand at worst. */
const PATIENCE_MS = 120_000;

/** What hangs on units, from the view `unit_consequences`: this module stands below those whose things they are. */
@Injectable()
export class UnitConsequences {
  /**
   * What hangs on any of `unitIds` on a day, by kind; nothing for a kind of which there is nothing. The fingerprint
   * of a kind is another when its things are others, however many.
   */
  async of(tx: Tx, unitIds: readonly string[], today: CalendarDate): Promise<Consequence[]> {
    await tx.query('access.be-patient', `SELECT set_config('statement_timeout', $1, true)`, [
      `${PATIENCE_MS}`,
    ]);
    const rows = await tx.query<ConsequenceRow & Record<string, unknown>>(
      'access.unit-consequences',
      `SELECT kind, count(*)::integer AS count, bit_xor(uuid_hash_extended(object_id, 0))::text AS fingerprint
       FROM unit_consequences WHERE unit_id = ANY ($1::uuid[]) AND (until_on IS NULL OR until_on >= $2)
       GROUP BY kind ORDER BY kind`,
      [unitIds, today],
    );
    const shown = await tx.query<{ kind: ConsequenceKind; ids: string[] }>(
      'access.unit-consequences-shown',
      `SELECT k.kind, ARRAY(
         SELECT c.object_id FROM unit_consequences c
         WHERE c.kind = k.kind AND c.unit_id = ANY ($1::uuid[]) AND (c.until_on IS NULL OR c.until_on >= $2)
         ORDER BY c.object_id LIMIT $4) AS ids
       FROM unnest($3::text[]) k (kind)`,
      [unitIds, today, rows.map(({ kind }) => kind), SHOWN],
    );
    const idsOf = new Map(shown.map(({ kind, ids }) => [kind, ids]));
    return rows.map((row) => ({ ...row, firstIds: idsOf.get(row.kind) ?? [] }));
  }
}
