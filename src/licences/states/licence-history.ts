import { type LicenceEventType, type LicenceState, stateAfter } from './licence-states.ts';

/** One event as history needs it. */
export interface LicenceHistoryEvent {
  readonly id: number;
  readonly type: LicenceEventType;
  readonly version: number;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
  readonly correctsEventId: number | null;
}

export interface HistoricState {
  /** `null` before the licence was issued, or before anything of it was known. */
  readonly state: LicenceState | null;
  /** The version that was the newest effective one; `null` as above. */
  readonly version: number | null;
}

/**
 * The state at `instant` by what had been recorded until `knownAt`: “was it in force on 1 March?” with `knownAt` now,
 * “what did we believe on 1 March?” with both on that day.
 *
 * Events count in the order of their effect. An event that another known one corrects does not count. An annulment is
 * effective from the start, so it comes first and nothing after it changes the state.
 */
export function stateAt(events: readonly LicenceHistoryEvent[], instant: Date, knownAt: Date): HistoricState {
  const inEffect = knownEvents(events, knownAt)
    .filter((event) => event.effectiveAt.getTime() <= instant.getTime())
    .sort(byEffect);
  let state: LicenceState | null = null;
  let version: number | null = null;
  for (const event of inEffect) {
    if (event.type === 'issued') version = event.version;
    if (event.type === 'annulled') return { state: 'annulled', version: version ?? event.version };
    state = state === null ? openingState(event) : (stateAfter(state, event.type) ?? state);
  }
  return { state, version };
}

function knownEvents(events: readonly LicenceHistoryEvent[], knownAt: Date): LicenceHistoryEvent[] {
  const known = events.filter((event) => event.recordedAt.getTime() <= knownAt.getTime());
  const corrected = new Set(known.map((event) => event.correctsEventId));
  return known.filter((event) => !corrected.has(event.id));
}

function byEffect(left: LicenceHistoryEvent, right: LicenceHistoryEvent): number {
  return left.effectiveAt.getTime() - right.effectiveAt.getTime() || left.id - right.id;
}

/** A licence's life begins with its issue; nothing else can come first. */
function openingState(event: LicenceHistoryEvent): LicenceState | null {
  return event.type === 'issued' ? 'valid' : null;
}
