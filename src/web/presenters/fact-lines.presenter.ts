import type { Fact, FactName, FactOutcome } from '../../verification/verdict/facts.ts';
import type { SignatureReport, VerificationReport } from '../../verification/verification-report.ts';
import { type Bilingual, fill } from '../text/bilingual.ts';
import { FACT_LINE_TEXTS, FACT_TEXTS, PROOF_TEXTS } from '../text/fact-texts.ts';
import { instantText } from './dates.ts';

/** One line of 我们核对了什么. */
export interface FactLine {
  readonly outcome: Exclude<FactOutcome, 'notApplicable'>;
  readonly text: Bilingual;
}

type LineName = 'unaltered' | 'seal' | 'registered' | 'content' | 'inForce' | 'notDisputed';

/** Which facts make which line, in reading order: eleven facts are too many to read, six lines are not. */
const LINES: readonly (readonly [LineName, readonly FactName[]])[] = [
  ['unaltered', ['unchangedSinceSealing', 'signatureHolds', 'nothingAdded']],
  ['seal', ['signerTrusted', 'certificateGood', 'sealGood']],
  ['registered', ['registerKnows', 'identicalToRegistered']],
  ['content', ['contentMatches']],
  ['inForce', ['inForce']],
  ['notDisputed', ['notDisputed']],
];

/** With a bad signature nothing that rests on the file may be shown: only that it was changed, and the register. */
const WITHOUT_THE_FILE: ReadonlySet<LineName> = new Set([
  'unaltered',
  'registered',
  'inForce',
  'notDisputed',
]);

const SEVERITY: Readonly<Record<FactOutcome, number>> = {
  failed: 3,
  unknown: 2,
  passed: 1,
  notApplicable: 0,
};

const worstOf = (facts: readonly Fact[]): Fact | undefined =>
  [...facts].sort((a, b) => SEVERITY[b.outcome] - SEVERITY[a.outcome])[0];

function factText(fact: Fact): Bilingual {
  const byReason: Readonly<Record<string, Bilingual>> = FACT_TEXTS[fact.name];
  return byReason[fact.reason] ?? { zh: fact.reason, en: fact.reason };
}

function passedText(name: LineName, facts: readonly Fact[], report: VerificationReport): Bilingual | null {
  const seal = report.signatures[0]?.signer?.commonName;
  if (name === 'unaltered') return FACT_LINE_TEXTS.unaltered;
  if (name === 'seal' && seal !== undefined) return fill(FACT_LINE_TEXTS.seal, { sealName: seal });
  if (name === 'registered' && facts.some((fact) => fact.reason === 'same-digest'))
    return FACT_LINE_TEXTS.registeredSameFile;
  if (name === 'inForce') return fill(FACT_LINE_TEXTS.inForce, { readAt: instantText(report.checkedAt) });
  return null;
}

function lineOf(name: LineName, names: readonly FactName[], report: VerificationReport): FactLine | null {
  const facts = report.facts.filter((fact) => names.includes(fact.name) && fact.outcome !== 'notApplicable');
  const worst = worstOf(facts);
  if (worst === undefined || worst.outcome === 'notApplicable') return null;
  const passed = worst.outcome === 'passed' ? passedText(name, facts, report) : null;
  return { outcome: worst.outcome, text: passed ?? factText(worst) };
}

/** When it was sealed: proved where there is a proof, else what the signer says, named as such. */
function sealedAtLine(signature: SignatureReport | undefined): FactLine | null {
  if (signature?.proofOfTime) {
    const { kind, at } = signature.proofOfTime;
    const fills = { at: instantText(at), proof: PROOF_TEXTS[kind] };
    return { outcome: 'passed', text: fill(FACT_LINE_TEXTS.sealedAtProven, fills) };
  }
  if (!signature?.claimedSigningAt) return null;
  const claimed = { at: instantText(signature.claimedSigningAt) };
  return { outcome: 'unknown', text: fill(FACT_LINE_TEXTS.sealedAtClaimed, claimed) };
}

/**
 * The facts that were really checked, folded to at most seven lines; a line is as good as its worst fact. Of an
 * altered file nothing is said but that it was altered.
 */
export function presentFactLines(report: VerificationReport): readonly FactLine[] {
  const altered = report.conclusion.code === 'altered';
  const lines = LINES.filter(([name]) => !altered || WITHOUT_THE_FILE.has(name)).map(([name, names]) => ({
    name,
    line: lineOf(name, names, report),
  }));
  const sealedAt = altered ? null : sealedAtLine(report.signatures[0]);
  return lines
    .flatMap(({ name, line }) => (name === 'seal' ? [line, sealedAt] : [line]))
    .filter((line) => line !== null);
}
