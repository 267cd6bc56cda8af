import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { Unit } from './unit.ts';

/** Who rings about a licence of a unit that was merged must reach the one that looks after it now. */
const PHONE = `CASE WHEN merged_into_id IS NULL THEN phone ELSE (
  WITH RECURSIVE succession (id, merged_into_id, phone) AS (
    SELECT s.id, s.merged_into_id, s.phone FROM units s WHERE s.id = units.merged_into_id
    UNION SELECT s.id, s.merged_into_id, s.phone FROM units s JOIN succession p ON s.id = p.merged_into_id)
  SELECT phone FROM succession WHERE merged_into_id IS NULL) END`;

const COLUMNS = `id, uscc, name_zh AS "nameZh", name_en AS "nameEn", region_code AS "regionCode",
  parent_id AS "parentId", managing, issuing, "using", ${PHONE} AS phone, ended_on AS "endedOn",
  merged_into_id AS "mergedIntoId"`;

/** How long a unit that was read stays good for the hot path: a renamed unit signs with its new name this soon. */
const KEPT_MS = 5_000;

@Injectable()
export class UnitsQueries {
  private readonly kept = new Map<string, { readonly unit: Unit; readonly until: number }>();
  private keptList: { readonly units: Promise<readonly Unit[]>; readonly until: number } | null = null;

  constructor(@Inject(Database) private readonly database: Database) {}

  /** The unit of an id, at most five seconds old, or `null`; the very same value while nothing of it has changed. */
  async unitOf(id: string): Promise<Unit | null> {
    return this.known(id) ?? this.read(id);
  }

  /** `unitOf` where nothing has to be read for it, else `null`. */
  known(id: string): Unit | null {
    const kept = this.kept.get(id);
    return kept && kept.until > performance.now() ? kept.unit : null;
  }

  /** Every unit, ended ones too, province first, then by region and code; as `reader` sees them. */
  all(reader: Database | Tx = this.database): Promise<Unit[]> {
    return reader.query<Unit>('access.units', `SELECT ${COLUMNS} FROM units ORDER BY region_code, uscc`);
  }

  /**
   * Every unit as it was at most five seconds ago; what decides how far a caller's grants reach. Requests that come
   * while the list is being read wait for the one read.
   */
  allKept(): Promise<readonly Unit[]> {
    if (this.keptList && this.keptList.until > performance.now()) return this.keptList.units;
    const list = { units: this.all(), until: performance.now() + KEPT_MS };
    this.keptList = list;
    // A failed read is not kept: whoever asks next reads again.
    list.units.catch(() => {
      if (this.keptList === list) this.keptList = null;
    });
    return list.units;
  }

  /** Lets go of everything kept; for the process that has just changed a unit. */
  forget(): void {
    this.kept.clear();
    this.keptList = null;
  }

  /** Every Chinese name that a unit has, or had for a time: certificates and licences keep the name of their day. */
  async namesEverBorne(): Promise<string[]> {
    const rows = await this.database.query<{ name: string }>(
      'access.names-of-units',
      `SELECT name_zh AS name FROM units
       UNION SELECT name_zh FROM unit_names WHERE until_on IS NULL OR until_on >= from_on`,
    );
    return rows.map(({ name }) => name);
  }

  /** The units that issue licences, with their published names and telephones. */
  issuing(): Promise<Unit[]> {
    return this.database.query<Unit>(
      'access.issuing-units',
      `SELECT ${COLUMNS} FROM units WHERE issuing AND ended_on IS NULL ORDER BY region_code, uscc`,
    );
  }

  private async read(id: string): Promise<Unit | null> {
    const kept = this.kept.get(id);
    const [read] = await this.database.query<Unit>(
      'access.unit',
      `SELECT ${COLUMNS} FROM units WHERE id = $1`,
      [id],
    );
    if (!read) return null;
    const unit = kept && isDeepStrictEqual(kept.unit, read) ? kept.unit : read;
    this.kept.set(id, { unit, until: performance.now() + KEPT_MS });
    return unit;
  }
}
