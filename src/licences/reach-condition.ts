/**
 * SQL: the licence `l` of the type `t` lies in the caller's reach, whose `unitIds` are $1 and `typeCodes` $2. As a
 * condition of the query it makes what is another unit's the same as what does not exist. The first half is for indexes.
 */
export const IN_REACH = `l.issuer_unit_id = ANY ($1::uuid[]) AND EXISTS (
    SELECT FROM unnest($1::uuid[], $2::text[]) AS reach (unit_id, type_code)
    WHERE reach.unit_id = l.issuer_unit_id AND (reach.type_code IS NULL OR reach.type_code = t.code))`;
