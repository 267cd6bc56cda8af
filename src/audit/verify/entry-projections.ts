import { z } from 'zod';

/** The columns of an entry that people search by. */
export interface EntryProjections {
  readonly act: string;
  readonly outcome: string;
  readonly requestId: string | null;
  readonly callerId: string | null;
  readonly unitId: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly recordedAt: Date;
}

/** The members of a body that have a column; the others are left alone. */
const Body = z.object({
  v: z.literal(1),
  id: z.uuid(),
  at: z.iso.datetime(),
  act: z.string(),
  outcome: z.string(),
  request: z.string().optional(),
  caller: z.object({ id: z.string().optional(), unit: z.string().optional() }),
  object: z.object({ kind: z.string(), id: z.string() }).optional(),
});
export type EntryBody = z.infer<typeof Body>;

/** How far the service's clock and the database's may lie apart, with the time that an entry may wait to be written. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** What a body says, or null when it is none that the service writes. */
export function readEntryBody(body: Uint8Array): EntryBody | null {
  try {
    return Body.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch {
    return null;
  }
}

/** Names of the columns that do not agree with the body. */
export function differingProjections(columns: EntryProjections, body: EntryBody): string[] {
  const pairs: readonly (readonly [string, string | null, string | undefined])[] = [
    ['act', columns.act, body.act],
    ['outcome', columns.outcome, body.outcome],
    ['request_id', columns.requestId, body.request],
    ['caller_id', columns.callerId, body.caller.id],
    ['unit_id', columns.unitId, body.caller.unit],
    ['object_kind', columns.objectKind, body.object?.kind],
    ['object_id', columns.objectId, body.object?.id],
  ];
  const differing = pairs.filter(([, column, member]) => column !== (member ?? null)).map(([name]) => name);
  const apartMs = Math.abs(columns.recordedAt.getTime() - new Date(body.at).getTime());
  return apartMs > CLOCK_TOLERANCE_MS ? [...differing, 'recorded_at'] : differing;
}
