/** States of a draft (docs/adr/0021-drafts.md). */
export const DRAFT_STATES = ['draft', 'submitted', 'approved', 'issued', 'withdrawn'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

export const DRAFT_EVENT_TYPES = [
  'made',
  'edited',
  'submitted',
  'withdrawn',
  'returned',
  'approved',
  'issued',
  'issue-refused',
] as const;
export type DraftEventType = (typeof DRAFT_EVENT_TYPES)[number];

/** What each event does to the state. */
export const DRAFT_TRANSITIONS: Readonly<
  Record<Exclude<DraftEventType, 'made'>, { readonly from: readonly DraftState[]; readonly to: DraftState }>
> = {
  edited: { from: ['draft', 'submitted'], to: 'draft' },
  submitted: { from: ['draft'], to: 'submitted' },
  withdrawn: { from: ['draft', 'submitted'], to: 'withdrawn' },
  returned: { from: ['submitted'], to: 'draft' },
  approved: { from: ['submitted'], to: 'approved' },
  issued: { from: ['approved'], to: 'issued' },
  'issue-refused': { from: ['approved'], to: 'draft' },
};

/** Who has had a draft in hand. */
export interface DraftHands {
  readonly madeBy: string;
  readonly editedBy: string;
}

/** Why somebody may not decide over a draft; empty when they may. */
export function reviewBlockers({ madeBy, editedBy }: DraftHands, reviewerId: string): DraftReviewBlocker[] {
  const blockers: DraftReviewBlocker[] = [];
  if (reviewerId === madeBy) blockers.push('draft.made-by-reviewer');
  if (reviewerId === editedBy) blockers.push('draft.edited-by-reviewer');
  return blockers;
}

export type DraftReviewBlocker = 'draft.made-by-reviewer' | 'draft.edited-by-reviewer';
