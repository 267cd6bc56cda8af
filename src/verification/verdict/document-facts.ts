import { type RegisterFinding, registerFacts } from '../files/register-finding.ts';
import type { InspectedFacts } from '../inspection/file-inspection.ts';
import { DOCUMENT_FACTS, type Fact, type FactOutcome, type Facts, SIGNATURE_FACTS } from './facts.ts';

/** Facts of one signature with what the service adds to them. */
export type SignatureFacts = InspectedFacts & Pick<Facts, 'sealGood'>;

type FileFacts = Pick<Facts, 'nothingAdded' | 'identicalToRegistered' | 'contentMatches'>;

const NO_SIGNATURE = { outcome: 'notApplicable', reason: 'no-signature' } as const;

const UNSEALED: SignatureFacts = {
  unchangedSinceSealing: NO_SIGNATURE,
  signatureHolds: NO_SIGNATURE,
  signerTrusted: NO_SIGNATURE,
  certificateGood: NO_SIGNATURE,
  sealGood: NO_SIGNATURE,
};

/** Facts of a look-up: no file was seen. */
export function lookUpFacts(register: RegisterFinding): Facts {
  return {
    ...UNSEALED,
    nothingAdded: NO_SIGNATURE,
    identicalToRegistered: { outcome: 'notApplicable', reason: 'no-file' },
    contentMatches: { outcome: 'notApplicable', reason: 'nothing-to-compare' },
    ...registerFacts(register),
  };
}

/** Facts of a copy: its codes led to the register, its face was read by nobody unless `contentMatches` says so. */
export function copyFacts(register: RegisterFinding, contentMatches: Facts['contentMatches']): Facts {
  return {
    ...lookUpFacts(register),
    identicalToRegistered: { outcome: 'notApplicable', reason: 'a-copy' },
    contentMatches,
  };
}

/** Facts of a sealed file: of all its signatures the worst each, what the file adds, what the register says. */
export function sealedFileFacts(
  signatures: readonly SignatureFacts[],
  file: Omit<FileFacts, 'contentMatches'>,
  register: RegisterFinding,
): Facts {
  return {
    ...signatures.reduce(worseOf),
    ...file,
    contentMatches: { outcome: 'notApplicable', reason: 'nothing-to-compare' },
    ...registerFacts(register),
  };
}

const BADNESS: Readonly<Record<FactOutcome, number>> = { notApplicable: 0, passed: 1, unknown: 2, failed: 3 };

function worseOf(one: SignatureFacts, other: SignatureFacts): SignatureFacts {
  const worse = { ...one };
  const take = <Name extends keyof SignatureFacts>(name: Name): void => {
    if (BADNESS[other[name].outcome] > BADNESS[one[name].outcome]) worse[name] = other[name];
  };
  for (const name of SIGNATURE_FACTS) take(name);
  return worse;
}

/** What is told of the facts: those that were looked at, in reading order. */
export function toldFacts(facts: Facts): Fact[] {
  return [...SIGNATURE_FACTS, ...DOCUMENT_FACTS]
    .filter((name) => facts[name].outcome !== 'notApplicable')
    .map((name) => ({ name, ...facts[name] }));
}
