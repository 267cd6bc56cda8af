import { z } from 'zod';
import { ChangeLicence, IssueLicence } from '../licence-requests.ts';
import { DRAFT_EVENT_TYPES, DRAFT_STATES } from './draft-states.ts';

const Instant = z.iso.datetime();
const Revision = z.int().min(1).describe('The revision that was read; another one is a conflict');
const Note = z.string().trim().min(1).max(500);

/** What a licence is to say; the acting officer is who has signed in. */
export const DraftedIssue = IssueLicence.omit({ actingOfficer: true }).extend({ kind: z.literal('issue') });
export const DraftedChange = ChangeLicence.omit({ actingOfficer: true }).extend({
  kind: z.literal('change'),
  licenceId: z.uuid(),
});
export const DraftedRequest = z.discriminatedUnion('kind', [DraftedIssue, DraftedChange]).meta({
  id: 'DraftedRequest',
});
export type DraftedRequest = z.infer<typeof DraftedRequest>;

export const MakeDraft = z.strictObject({ request: DraftedRequest }).meta({ id: 'MakeDraft' });
export type MakeDraft = z.infer<typeof MakeDraft>;

export const EditDraft = z
  .strictObject({ revision: Revision, request: DraftedRequest })
  .meta({ id: 'EditDraft' });
export type EditDraft = z.infer<typeof EditDraft>;

export const DraftStep = z.strictObject({ revision: Revision }).meta({ id: 'DraftStep' });
export type DraftStep = z.infer<typeof DraftStep>;

export const ReviewDraft = z
  .discriminatedUnion('decision', [
    z.strictObject({ revision: Revision, decision: z.literal('approve') }),
    z.strictObject({ revision: Revision, decision: z.literal('return'), note: Note }),
  ])
  .meta({ id: 'ReviewDraft' });
export type ReviewDraft = z.infer<typeof ReviewDraft>;

export const DraftSearch = z.object({
  state: z.enum(DRAFT_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type DraftSearch = z.infer<typeof DraftSearch>;

const draftSummary = {
  id: z.uuid(),
  kind: z.enum(['issue', 'change']),
  licenceType: z.string(),
  state: z.enum(DRAFT_STATES),
  revision: z.int(),
  madeBy: z.string().describe('Login'),
  madeAt: Instant,
  editedBy: z.string().describe('Login'),
  editedAt: Instant,
  reviewedBy: z.string().nullable().describe('Login'),
  licenceId: z.uuid().nullable().describe('The licence that came of it'),
};

/** Lists hold nothing personal. */
export const DraftList = z
  .strictObject({ drafts: z.array(z.strictObject(draftSummary)) })
  .meta({ id: 'DraftList' });
export type DraftList = z.infer<typeof DraftList>;

export const Draft = z
  .strictObject({
    ...draftSummary,
    request: DraftedRequest,
    events: z.array(
      z.strictObject({
        type: z.enum(DRAFT_EVENT_TYPES),
        revision: z.int(),
        by: z.string().describe('Login'),
        note: z.string().nullable(),
        recordedAt: Instant,
      }),
    ),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;
