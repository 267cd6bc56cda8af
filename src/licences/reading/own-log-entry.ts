import { z } from 'zod';
import type { FoundLogEntry } from '../../audit/search/log-search.ts';

/** The parts of a log entry's body (docs/adr/0003-access-log.md) that a holder may be shown something of. */
const Body = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  act: z.string(),
  outcome: z.enum(['succeeded', 'refused', 'failed']),
  code: z.string().optional(),
  purpose: z.string().optional(),
  caller: z.object({
    kind: z.enum(['anonymous', 'staff', 'client', 'holder', 'system']),
    id: z.string().optional(),
    unit: z.uuid().optional(),
  }),
});

/** Who did something with a licence, as far as its holder may know: a unit, the holder, anyone, this service itself. */
export type OwnLogActor = 'unit' | 'self' | 'anyone' | 'service';

/** An entry about a licence without any data of other people. */
export interface OwnLogEntry {
  readonly id: string;
  readonly at: string;
  readonly act: string;
  readonly outcome: 'succeeded' | 'refused' | 'failed';
  readonly code: string | null;
  readonly by: OwnLogActor;
  /** UUID; set where `by` is `unit`. */
  readonly unitId: string | null;
  /** As the unit stated it. */
  readonly purpose: string | null;
}

/**
 * What the holder `subjectId` may see of an entry about their licence; null for one that is another holder's affair: what
 * my wife does with our marriage certificate is about her. An entry that is none of the frozen form is left to auditors.
 *
 * No officer, no address, no account: who it was within a unit is for the unit to answer.
 */
export function ownLogEntry({ body }: FoundLogEntry, subjectId: string): OwnLogEntry | null {
  const read = Body.safeParse(body);
  if (!read.success) return null;
  const { id, at, act, outcome, code = null, caller, purpose = null } = read.data;
  if (isOfAnotherHolder(read.data, subjectId)) return null;
  const by = actorOf(caller, subjectId);
  const isUnit = by === 'unit';
  const unitId = isUnit ? (caller.unit ?? null) : null;
  return { id, at, act, outcome, code, by, unitId, purpose: isUnit ? purpose : null };
}

type Body = z.infer<typeof Body>;

/** Who was refused holds nothing: that a stranger tried is the holder's business. */
const isOfAnotherHolder = ({ act, outcome, caller }: Body, subjectId: string): boolean =>
  act.startsWith('own-licence.') && caller.id !== subjectId && outcome !== 'refused';

function actorOf({ kind, id }: Body['caller'], subjectId: string): OwnLogActor {
  if (kind === 'system') return 'service';
  if (kind === 'holder') return id === subjectId ? 'self' : 'anyone';
  return kind === 'anonymous' ? 'anyone' : 'unit';
}
