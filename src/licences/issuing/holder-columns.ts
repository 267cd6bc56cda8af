import type { HolderKind, SealedHolder } from '../../holders/holder.ts';

/** The holders of version `v` as one array a column, in their order; joined as `h`. */
export const HOLDER_ARRAYS = `
  CROSS JOIN LATERAL (
    SELECT array_agg(role ORDER BY ordinal) AS roles, array_agg(share ORDER BY ordinal) AS shares,
      array_agg(kind ORDER BY ordinal) AS kinds, array_agg(name_sealed ORDER BY ordinal) AS names,
      array_agg(name_index ORDER BY ordinal) AS name_indexes, array_agg(code_type ORDER BY ordinal) AS code_types,
      array_agg(code_sealed ORDER BY ordinal) AS codes, array_agg(code_index ORDER BY ordinal) AS code_indexes
    FROM licence_version_holders WHERE licence_version_id = v.id
  ) h`;

/** The columns of `h` as `HolderColumns` names them. */
export const HOLDER_COLUMNS = `h.roles, h.shares, h.kinds, h.names, h.name_indexes AS "nameIndexes",
  h.code_types AS "codeTypes", h.codes, h.code_indexes AS "codeIndexes"`;

export interface HolderColumns {
  readonly roles: readonly string[];
  readonly shares: readonly (string | null)[];
  readonly kinds: readonly HolderKind[];
  readonly names: readonly Buffer[];
  readonly nameIndexes: readonly Buffer[];
  readonly codeTypes: readonly (string | null)[];
  readonly codes: readonly (Buffer | null)[];
  readonly codeIndexes: readonly (Buffer | null)[];
}

/** The holders of one row, by ordinal. */
export function holdersOfRow(row: HolderColumns): SealedHolder[] {
  return row.roles.map((role, at) => ({
    ordinal: at + 1,
    role,
    share: row.shares[at] ?? null,
    kind: row.kinds[at]!,
    nameSealed: row.names[at]!,
    nameIndex: row.nameIndexes[at]!,
    codeType: row.codeTypes[at] ?? null,
    codeSealed: row.codes[at] ?? null,
    codeIndex: row.codeIndexes[at] ?? null,
  }));
}
