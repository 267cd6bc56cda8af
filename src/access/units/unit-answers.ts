import { z } from 'zod';
import { UNIT_EVENT_TYPES } from './changes/unit-rows.ts';
import type { UnitContact } from './contacts/unit-contact.ts';
import type { Unit } from './unit.ts';
import type { NamePeriod, UnitHappening } from './unit-history.queries.ts';

const Day = z.string().describe('YYYY-MM-DD');
const Instant = z.iso.datetime();

const IssuingUnit = z
  .strictObject({
    uscc: z.string().describe('Unified social credit code, GB 32100'),
    nameZh: z.string(),
    nameEn: z.string(),
    regionCode: z.string().describe('GB/T 2260, six digits'),
    phone: z.string().nullable(),
  })
  .meta({ id: 'IssuingUnit' });
export const IssuingUnits = z.strictObject({ units: z.array(IssuingUnit) }).meta({ id: 'IssuingUnits' });
export type IssuingUnits = z.infer<typeof IssuingUnits>;

const unit = {
  id: z.uuid(),
  ...IssuingUnit.shape,
  parentId: z.uuid().nullable(),
  managing: z.boolean(),
  issuing: z.boolean(),
  using: z.boolean(),
  endedOn: Day.nullable().describe('From this day on the unit is no more'),
  mergedIntoId: z.uuid().nullable().describe('The unit that looks after its licences since then'),
};

export const UnitAnswer = z.strictObject(unit).meta({ id: 'Unit' });
export type UnitAnswer = z.infer<typeof UnitAnswer>;

const UnitInTree = z
  .strictObject({ ...unit, depth: z.int().describe('0 at the root') })
  .meta({ id: 'UnitInTree' });
export const UnitTree = z
  .strictObject({ units: z.array(UnitInTree).describe('Each right after what stands above it') })
  .meta({ id: 'UnitTree' });
export type UnitTree = z.infer<typeof UnitTree>;

export const UnitWithHistory = z
  .strictObject({
    ...unit,
    names: z
      .array(
        z.strictObject({
          nameZh: z.string(),
          nameEn: z.string(),
          fromOn: Day,
          untilOn: Day.nullable().describe('Last day; null for the present name'),
        }),
      )
      .describe('曾用名 and the present name, in order'),
    events: z.array(
      z.strictObject({
        type: z.enum(UNIT_EVENT_TYPES),
        effectiveOn: Day,
        recordedAt: Instant,
        legalBasis: z.string(),
        documentReference: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'UnitWithHistory' });
export type UnitWithHistory = z.infer<typeof UnitWithHistory>;

export const UnitContactAnswer = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    duty: z.string(),
    telephone: z.string(),
    addedAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'UnitContact' });
export type UnitContactAnswer = z.infer<typeof UnitContactAnswer>;
export const UnitContactList = z
  .strictObject({ contacts: z.array(UnitContactAnswer) })
  .meta({ id: 'UnitContactList' });
export type UnitContactList = z.infer<typeof UnitContactList>;

export const unitAnswer = (unit: Unit): UnitAnswer => ({ ...unit });

/** All units, each right after what stands above it. */
export function treeAnswer(units: readonly Unit[]): UnitTree {
  const below = (parentId: string | null) => units.filter((unit) => unit.parentId === parentId);
  const branch = (parentId: string | null, depth: number): UnitTree['units'] =>
    below(parentId).flatMap((unit) => [{ ...unit, depth }, ...branch(unit.id, depth + 1)]);
  return { units: branch(null, 0) };
}

export const historyAnswer = (
  unit: Unit,
  names: readonly NamePeriod[],
  events: readonly UnitHappening[],
): UnitWithHistory => ({
  ...unit,
  names: [...names],
  events: events.map((event) => ({ ...event, recordedAt: event.recordedAt.toISOString() })),
});

export const contactAnswer = ({ id, person, addedAt, endedAt }: UnitContact): UnitContactAnswer => ({
  id,
  name: person.name,
  duty: person.duty,
  telephone: person.telephone,
  addedAt: addedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
