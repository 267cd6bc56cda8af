import { imprintMatches } from '../../crypto/cms/message-imprint.ts';
import { readSignedData } from '../../crypto/cms/signed-data-reader.ts';
import { readTimeStampInfo } from '../../crypto/cms/time-stamp-info.ts';
import { type TimeStampVerdict, verifyTimeStamp } from '../../crypto/cms/time-stamp-verification.ts';

/** Whom to believe about time, and when that is asked. */
export interface TimeStampRoots {
  /** DER; only what leads to one of them is believed. */
  readonly anchors: readonly Uint8Array[];
  readonly now: Date;
}

/** What the token beside a checkpoint says. */
export interface StampedTime {
  /** Null where nothing is to be believed. */
  readonly stampedAt: Date | null;
  readonly state: 'not-judged' | 'passed' | 'undecided' | 'wrong' | 'not-trusted';
  /** Why it is not trusted; empty otherwise. */
  readonly why: readonly string[];
}

/**
 * Judges an RFC 3161 token over a checkpoint. Without roots only what it is over is seen, and the time it states is
 * taken. With roots its signature and its authority's path must hold; an authority whose certificate has ended since
 * leaves it *undecided*, with the time it states. Revocation of the authority is not asked for.
 */
export function stampedTime(note: string, tokenDer: Uint8Array, roots: TimeStampRoots | null): StampedTime {
  const stated = statedTime(note, tokenDer);
  if (stated === null) return { stampedAt: null, state: 'wrong', why: [] };
  if (roots === null) return { stampedAt: stated, state: 'not-judged', why: [] };
  const { anchors, now } = roots;
  const trust = { anchors, pool: [], crls: [], revocation: 'not-checked', now } as const;
  const { status, reasons } = verifyTimeStamp(tokenDer, [Buffer.from(note)], trust);
  if (status === 'passed') return { stampedAt: stated, state: 'passed', why: [] };
  const why = reasons.map(wordOf);
  if (why.every((word) => word === 'authority-ended-since'))
    return { stampedAt: stated, state: 'undecided', why: [] };
  return { stampedAt: null, state: 'not-trusted', why };
}

const wordOf = (reason: TimeStampVerdict['reasons'][number]): string =>
  reason.kind === 'path' ? reason.detail : reason.code;

function statedTime(note: string, tokenDer: Uint8Array): Date | null {
  try {
    const { imprint, generatedAt } = readTimeStampInfo(readSignedData(tokenDer));
    return imprintMatches(imprint, [Buffer.from(note)]) ? generatedAt : null;
  } catch {
    return null;
  }
}
