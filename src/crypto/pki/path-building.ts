import { type Certificate, sameBytes } from './certificate.ts';
import { sameName } from './distinguished-name.ts';

/** A path to try: `path` from the certificate issued by the anchor to the target. */
export interface CandidatePath {
  readonly anchor: Certificate;
  readonly path: readonly Certificate[];
}

/** The pool is the attacker's: a few dozen cross-certificates would make the number of paths explode. */
const MAX_PATH_LENGTH = 12;
const MAX_STEPS = 500;

/** How the search ended, for a target from which no path leads to an anchor. */
export interface PathSearch {
  limitReached: boolean;
  /** A certificate that issued itself and is no anchor was reached: the chain is whole, its root is not ours. */
  foreignRootReached: boolean;
}

/**
 * Candidate paths from the target up to the anchors, best matches first (RFC 4158): by names, ordered by key
 * identifiers, never trusting them. Signatures are for `processPath`.
 *
 * @param search told on the way how the search goes
 */
export function* candidatePaths(
  target: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  search: PathSearch,
): Generator<CandidatePath> {
  let steps = 0;
  function* extend(path: readonly Certificate[]): Generator<CandidatePath> {
    const [top] = path;
    if (top === undefined) return;
    for (const anchor of bestFirst(anchors, top)) yield { anchor, path };
    if (sameName(top.issuer, top.subject)) search.foreignRootReached = true;
    if (path.length >= MAX_PATH_LENGTH) return;
    for (const issuer of bestFirst(pool, top)) {
      if (isRepetition(issuer, path)) continue;
      steps += 1;
      if (steps > MAX_STEPS) {
        search.limitReached = true;
        return;
      }
      yield* extend([issuer, ...path]);
    }
  }
  yield* extend([target]);
}

function bestFirst(candidates: readonly Certificate[], issued: Certificate): Certificate[] {
  return candidates
    .filter((candidate) => sameName(candidate.subject, issued.issuer))
    .sort((a, b) => keyIdentifierRank(a, issued) - keyIdentifierRank(b, issued));
}

/** 0 the identifiers agree, 1 one is missing, 2 they differ. */
function keyIdentifierRank(issuer: Certificate, issued: Certificate): number {
  const wanted = issued.extensions.authorityKeyIdentifier?.keyIdentifier;
  const offered = issuer.extensions.subjectKeyIdentifier;
  if (wanted === undefined || offered === undefined) return 1;
  return sameBytes(wanted, offered) ? 0 : 2;
}

/** The same name and key twice in a path adds nothing (RFC 4158 §2.4.2). */
function isRepetition(issuer: Certificate, path: readonly Certificate[]): boolean {
  return path.some(
    (certificate) =>
      sameBytes(certificate.spkiDer, issuer.spkiDer) && sameName(certificate.subject, issuer.subject),
  );
}
