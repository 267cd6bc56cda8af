/** Why a request about a client cannot be decided so; closed codes with texts in `clients.errors.ts`. */
export type ClientDecisionProblem = 'client-request.own' | 'client-request.asker-gone';

/** A request as whoever decides finds it. */
export interface PendingRequest {
  readonly askerId: string;
  /** Whether the one who asked is an active security administrator still. */
  readonly isAskerAdministrator: boolean;
}

/** Every reason against the decision. Four eyes: whoever asked decides nothing of it, not even to reject. */
export function clientDecisionProblems(
  deciderId: string,
  { askerId, isAskerAdministrator }: PendingRequest,
  decision: 'approved' | 'rejected',
): ClientDecisionProblem[] {
  return [
    ...(deciderId === askerId ? (['client-request.own'] as const) : []),
    ...(decision === 'approved' && !isAskerAdministrator ? (['client-request.asker-gone'] as const) : []),
  ];
}
