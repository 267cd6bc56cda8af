import { shanghaiDateOf } from '../../shared/calendar-date.ts';
import { DEVELOPMENT_UNIT } from '../../trust/development-key.ts';
import type { FileInspection, InspectedSignature } from '../inspection/file-inspection.ts';
import { copyFacts, type SignatureFacts, sealedFileFacts } from '../verdict/document-facts.ts';
import type { FactReason, Facts } from '../verdict/facts.ts';
import type { ChangedPage } from '../verdict/verdict-codes.ts';
import type { Subject } from '../verdict/verdict-precedence.ts';
import type { Comparison, ConcludedSigner } from '../verdict/verdict-values.ts';
import type { RegisterFinding } from './register-finding.ts';

/** What the service knows besides the file itself. */
export interface FileBackground {
  readonly register: RegisterFinding;
  /** True when the register holds exactly these bytes. */
  readonly isRegisteredFile: boolean;
  /** False when the codes of one picture lead to different licences. */
  readonly isOneLicence: boolean;
  /** The registered seal of a certificate, by its SHA-256. */
  readonly sealOf: (certificateSha256: string) => KnownSeal | null;
  /** True for the name of a unit of this city, however it is written. */
  readonly isUnitName: (name: string) => boolean;
  readonly now: Date;
}

export interface KnownSeal {
  readonly name: string;
  /** Every state it was in and since when, oldest first; the first one counts for the time before too. */
  readonly states: readonly [SealStateSince, ...SealStateSince[]];
  readonly validUntil: Date;
}

export interface SealStateSince {
  readonly state: 'active' | 'stopped' | 'lost' | 'cancelled';
  readonly since: Date;
}

export interface JudgedFile {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly signatures: readonly JudgedSignature[];
  /** Of the first signature that holds; names in others are anybody's. */
  readonly signer: ConcludedSigner;
  readonly changedPages: readonly ChangedPage[];
  readonly comparison: Comparison;
}

export interface JudgedSignature {
  readonly inspected: InspectedSignature;
  readonly facts: SignatureFacts;
}

/** Puts together what the file's bytes, the trust list and the register say of it. Pure. */
export function judgeFile(inspection: FileInspection, background: FileBackground): JudgedFile {
  if (inspection.signatures.length === 0) return judgeCopy(background);
  const signatures = inspection.signatures.map((inspected) => ({
    inspected,
    facts: signatureFacts(inspected, background),
  }));
  const facts = sealedFileFacts(
    signatures.map((signature) => signature.facts),
    { nothingAdded: inspection.nothingAdded, identicalToRegistered: identityFact(background) },
    // A file that names no licence was still looked up, by its digest.
    background.register.kind === 'nothing-to-look-up' ? { kind: 'not-found' } : background.register,
  );
  return {
    subject: 'sealed-file',
    facts,
    signatures,
    signer: signerOf(signatures, background),
    changedPages: changedPagesOf(inspection.signatures),
    comparison: NOTHING_COMPARED,
  };
}

const NOTHING_COMPARED: Comparison = { matching: [], differing: [], uncompared: [] };

/** Nobody reads the face of a copy yet; what can differ is that its codes speak of different licences. */
function judgeCopy(background: FileBackground): JudgedFile {
  const { register, isOneLicence } = background;
  return {
    subject: 'copy',
    facts: copyFacts(register, comparisonFact(background)),
    signatures: [],
    signer: NO_SIGNER,
    changedPages: [],
    comparison: register.kind === 'found' && !isOneLicence ? DIFFERENT_CODES : NOTHING_COMPARED,
  };
}

const NO_SIGNER: ConcludedSigner = { commonName: '', certificateIssuer: '' };
const DIFFERENT_CODES: Comparison = { matching: [], differing: ['identifier'], uncompared: [] };

function comparisonFact({ register, isOneLicence }: FileBackground): Facts['contentMatches'] {
  if (register.kind !== 'found') return { outcome: 'notApplicable', reason: 'nothing-to-compare' };
  if (!isOneLicence) return { outcome: 'failed', reason: 'items-differ' };
  return { outcome: 'unknown', reason: 'not-compared' };
}

function signerOf(signatures: readonly JudgedSignature[], { sealOf }: FileBackground): ConcludedSigner {
  const held = signatures.find(({ inspected }) => inspected.signer !== null)?.inspected;
  if (!held?.signer) return NO_SIGNER;
  const seal = held.certificateSha256 === null ? null : sealOf(held.certificateSha256);
  return {
    commonName: held.signer.commonName,
    certificateIssuer: held.certificateIssuer ?? '',
    ...(seal && { sealName: seal.name }),
    ...(held.claimedSigningAt && { sealedOn: shanghaiDateOf(new Date(held.claimedSigningAt)) }),
  };
}

function identityFact({ isRegisteredFile, register }: FileBackground): Facts['identicalToRegistered'] {
  if (isRegisteredFile) return { outcome: 'passed', reason: 'same-digest' };
  if (register.kind === 'out-of-reach') return { outcome: 'unknown', reason: 'register-out-of-reach' };
  return { outcome: 'failed', reason: register.kind === 'found' ? 'other-digest' : 'not-registered' };
}

function signatureFacts(inspected: InspectedSignature, background: FileBackground): SignatureFacts {
  return {
    ...inspected.facts,
    signerTrusted: trustFact(inspected, background),
    sealGood: sealFact(inspected, background),
  };
}

/** A certificate that leads nowhere is worse when it bears the name of a body of this city, or says it is for tests. */
function trustFact(inspected: InspectedSignature, { isUnitName }: FileBackground): Facts['signerTrusted'] {
  const { signerTrusted } = inspected.facts;
  if (signerTrusted.outcome !== 'failed') return signerTrusted;
  if (inspected.certificateIssuerUnit === DEVELOPMENT_UNIT) {
    return { outcome: 'failed', reason: 'development-authority' };
  }
  const { commonName = '', organisation = null } = inspected.signer ?? {};
  const claimsOurs = isUnitName(commonName) || (organisation !== null && isUnitName(organisation));
  return claimsOurs ? { outcome: 'failed', reason: 'claims-our-authority' } : signerTrusted;
}

const ENDED_SEAL: Readonly<Record<Exclude<SealStateSince['state'], 'active'>, FactReason<'sealGood'>>> = {
  stopped: 'seal-stopped',
  lost: 'seal-lost',
  cancelled: 'seal-cancelled',
};

/** What the register says of the seal, and what an electronic seal in the file says of itself: the worse of the two. */
function sealFact(inspected: InspectedSignature, background: FileBackground): Facts['sealGood'] {
  const registered = registeredSealFact(inspected, background);
  const { electronicSeal } = inspected;
  if (electronicSeal?.reason === 'signer-not-in-seal') return electronicSeal;
  if (registered.outcome === 'notApplicable' || electronicSeal === null) return registered;
  if (electronicSeal.outcome === 'failed') return electronicSeal;
  return registered.outcome === 'passed' ? electronicSeal : registered;
}

/**
 * The seal at the proven time, or now where nothing proves one: what was sealed before a seal was stopped stays good.
 * A seal that has only run out since leaves an unproven file open, as its certificate does; one that was stopped or
 * lost counts against it. For the registered file its seal use was completed, which only a seal in use can do.
 */
function registeredSealFact(inspected: InspectedSignature, background: FileBackground): Facts['sealGood'] {
  const { signerTrusted } = inspected.facts;
  if (signerTrusted.outcome !== 'passed' || inspected.certificateSha256 === null) {
    return { outcome: 'notApplicable', reason: 'not-reached' };
  }
  if (background.isRegisteredFile) return { outcome: 'passed', reason: 'good-at-proven-time' };
  if (background.register.kind === 'out-of-reach')
    return { outcome: 'unknown', reason: 'register-out-of-reach' };
  const seal = background.sealOf(inspected.certificateSha256);
  if (!seal) return { outcome: 'failed', reason: 'seal-not-registered' };
  const { proofOfTime } = inspected;
  const fact = sealFactAt(seal, proofOfTime ? new Date(proofOfTime.at) : background.now);
  const isOpen = fact.reason === 'seal-ended' && proofOfTime === null;
  return isOpen ? { outcome: 'unknown', reason: 'OUT_OF_BOUNDS_NO_POE' } : fact;
}

function sealFactAt({ states, validUntil }: KnownSeal, at: Date): Facts['sealGood'] {
  const { state } = states.findLast(({ since }) => since <= at) ?? states[0];
  if (state !== 'active') return { outcome: 'failed', reason: ENDED_SEAL[state] };
  if (validUntil <= at) return { outcome: 'failed', reason: 'seal-ended' };
  return { outcome: 'passed', reason: 'good-at-proven-time' };
}

/** How many changes on which pages, as the earliest signature saw them: later ones saw less. */
function changedPagesOf(signatures: readonly InspectedSignature[]): ChangedPage[] {
  const counts = new Map<number, number>();
  for (const { page } of signatures[0]?.changesSince ?? []) {
    if (page !== null) counts.set(page, (counts.get(page) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([page, changes]) => ({ page, changes }));
}
