import { type Certificate, isSelfIssued, unknownCriticalExtensions } from './certificate.ts';
import { type DistinguishedName, sameName } from './distinguished-name.ts';
import { type NamespaceLimits, namesAreWithin } from './name-constraints.ts';
import { ANY_POLICY } from './object-identifiers.ts';
import { type PathReason, type PathSubIndication, reasonAbout } from './path-reason.ts';
import { PolicyGraph } from './policy-graph.ts';
import { withInheritedParameters } from './public-key-parameters.ts';
import { verifySignature } from './verify-signature.ts';

/** What a relying party may ask of policies (RFC 5280 §6.1.1 (c), (e)–(g)); by default nothing. */
export interface PolicyInputs {
  readonly initialPolicySet?: ReadonlySet<string>;
  readonly initialExplicitPolicy?: boolean;
  readonly initialPolicyMappingInhibit?: boolean;
  readonly initialAnyPolicyInhibit?: boolean;
}

export interface PathProcessingInputs extends PolicyInputs {
  /** The certificate issued by the anchor first, the target last. */
  readonly path: readonly Certificate[];
  readonly anchor: Certificate;
  readonly at: Date;
  /** Whether it is proven that the signature existed at `at` (ETSI EN 319 102-1 §5.5): decides the sub-indication. */
  readonly instantIsProven: boolean;
}

/** The state variables of RFC 5280 §6.1.2. */
interface PathState {
  readonly policies: PolicyGraph;
  limits: NamespaceLimits;
  explicitPolicy: number;
  policyMapping: number;
  inhibitAnyPolicy: number;
  maxPathLength: number;
  workingSpkiDer: Uint8Array;
  workingIssuer: DistinguishedName;
}

export interface ProcessedPath {
  readonly reasons: readonly PathReason[];
  /** For each certificate of the path the SubjectPublicKeyInfo of its issuer, parameters filled in. */
  readonly issuerSpkiDers: readonly Uint8Array[];
}

/**
 * Basic path validation, RFC 5280 §6.1, without revocation: signatures, validity at the instant, names, policies,
 * constraints, key usage, critical extensions. All problems of the first certificate that has one are returned.
 */
export function processPath(inputs: PathProcessingInputs): ProcessedPath {
  const { path } = inputs;
  const state = initialState(inputs);
  const issuerSpkiDers: Uint8Array[] = [];
  for (const [at, certificate] of path.entries()) {
    const isLast = at === path.length - 1;
    issuerSpkiDers.push(state.workingSpkiDer);
    const reasons = [
      ...checkCertificate(certificate, isLast, state, inputs),
      ...(isLast ? [] : prepareForNext(certificate, state)),
      ...checkCriticalExtensions(certificate),
    ];
    if (reasons.length > 0) return { reasons, issuerSpkiDers };
  }
  return { reasons: wrapUp(state, inputs), issuerSpkiDers };
}

function initialState(inputs: PathProcessingInputs): PathState {
  const { path, anchor } = inputs;
  const unbounded = path.length + 1;
  return {
    policies: new PolicyGraph(),
    limits: { permitted: [], excluded: [] },
    explicitPolicy: inputs.initialExplicitPolicy ? 0 : unbounded,
    policyMapping: inputs.initialPolicyMappingInhibit ? 0 : unbounded,
    inhibitAnyPolicy: inputs.initialAnyPolicyInhibit ? 0 : unbounded,
    maxPathLength: path.length,
    workingSpkiDer: anchor.spkiDer,
    workingIssuer: anchor.subject,
  };
}

/** RFC 5280 §6.1.3. */
function checkCertificate(
  certificate: Certificate,
  isLast: boolean,
  state: PathState,
  inputs: PathProcessingInputs,
): PathReason[] {
  const reasons: PathReason[] = [];
  const { tbsDer: data, signature, signatureAlgorithm: algorithm } = certificate;
  if (!verifySignature({ algorithm, spkiDer: state.workingSpkiDer, data, signature })) {
    reasons.push(reasonAbout(certificate, 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'signature-invalid'));
  }
  reasons.push(...checkValidity(certificate, inputs));
  if (!sameName(certificate.issuer, state.workingIssuer)) {
    reasons.push(reasonAbout(certificate, 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'issuer-name-differs'));
  }
  const { subject, extensions } = certificate;
  const namesCount = isLast || !isSelfIssued(certificate);
  if (namesCount && !namesAreWithin(state.limits, subject, extensions.subjectAltName ?? [])) {
    reasons.push(reasonAbout(certificate, 'CHAIN_CONSTRAINTS_FAILURE', 'name-not-permitted'));
  }
  const anyPolicyCounts = state.inhibitAnyPolicy > 0 || (!isLast && isSelfIssued(certificate));
  state.policies.admit(extensions.certificatePolicies, anyPolicyCounts);
  return reasons;
}

/** Whether the certificate holds at the instant; both ends inclusive, RFC 5280 §4.1.2.5. */
export function checkValidity(
  certificate: Certificate,
  inputs: Pick<PathProcessingInputs, 'at' | 'instantIsProven'>,
): PathReason[] {
  if (inputs.at < certificate.notBefore) return [reasonAbout(certificate, 'NOT_YET_VALID', 'not-yet-valid')];
  if (inputs.at <= certificate.notAfter) return [];
  const code: PathSubIndication = inputs.instantIsProven ? 'EXPIRED' : 'OUT_OF_BOUNDS_NO_POE';
  return [reasonAbout(certificate, code, 'expired')];
}

/** RFC 5280 §6.1.4. */
function prepareForNext(certificate: Certificate, state: PathState): PathReason[] {
  const reasons = [...mapPolicies(certificate, state), ...checkCaPowers(certificate, state)];
  const { nameConstraints, policyConstraints, inhibitAnyPolicy } = certificate.extensions;
  state.workingIssuer = certificate.subject;
  state.workingSpkiDer = withInheritedParameters(certificate.spkiDer, state.workingSpkiDer);
  if (nameConstraints !== undefined) {
    state.limits = {
      permitted: [...state.limits.permitted, nameConstraints.permitted],
      excluded: [...state.limits.excluded, ...nameConstraints.excluded],
    };
  }
  if (!isSelfIssued(certificate)) {
    state.explicitPolicy = Math.max(0, state.explicitPolicy - 1);
    state.policyMapping = Math.max(0, state.policyMapping - 1);
    state.inhibitAnyPolicy = Math.max(0, state.inhibitAnyPolicy - 1);
  }
  const lower = (counter: number, limit: number | undefined) => Math.min(counter, limit ?? counter);
  state.explicitPolicy = lower(state.explicitPolicy, policyConstraints?.requireExplicitPolicy);
  state.policyMapping = lower(state.policyMapping, policyConstraints?.inhibitPolicyMapping);
  state.inhibitAnyPolicy = lower(state.inhibitAnyPolicy, inhibitAnyPolicy);
  return reasons;
}

function mapPolicies(certificate: Certificate, state: PathState): PathReason[] {
  const mappings = certificate.extensions.policyMappings ?? [];
  const mapsAnyPolicy = mappings.some(
    ({ issuerPolicy, subjectPolicy }) => issuerPolicy === ANY_POLICY || subjectPolicy === ANY_POLICY,
  );
  state.policies.map(mappings, state.policyMapping > 0);
  return mapsAnyPolicy
    ? [reasonAbout(certificate, 'CHAIN_CONSTRAINTS_FAILURE', 'policy-mapping-of-any-policy')]
    : [];
}

/** May this certificate issue others, and how long may the path still get? §6.1.4 (k)–(n). */
function checkCaPowers(certificate: Certificate, state: PathState): PathReason[] {
  const reasons: PathReason[] = [];
  const { basicConstraints, keyUsage } = certificate.extensions;
  if (certificate.version !== 3) {
    reasons.push(reasonAbout(certificate, 'CHAIN_CONSTRAINTS_FAILURE', 'version-without-extensions'));
  }
  if (!basicConstraints?.isCa) {
    reasons.push(reasonAbout(certificate, 'CHAIN_CONSTRAINTS_FAILURE', 'not-a-ca'));
  }
  if (!isSelfIssued(certificate)) {
    if (state.maxPathLength === 0) {
      reasons.push(reasonAbout(certificate, 'CHAIN_CONSTRAINTS_FAILURE', 'path-too-long'));
    }
    state.maxPathLength -= 1;
  }
  state.maxPathLength = Math.min(state.maxPathLength, basicConstraints?.pathLength ?? state.maxPathLength);
  if (keyUsage !== undefined && !keyUsage.has('keyCertSign')) {
    reasons.push(reasonAbout(certificate, 'CHAIN_CONSTRAINTS_FAILURE', 'key-usage'));
  }
  return reasons;
}

function checkCriticalExtensions(certificate: Certificate): PathReason[] {
  return unknownCriticalExtensions(certificate).length > 0
    ? [reasonAbout(certificate, 'CHAIN_CONSTRAINTS_FAILURE', 'unknown-critical-extension')]
    : [];
}

/** RFC 5280 §6.1.5. */
function wrapUp(state: PathState, inputs: PathProcessingInputs): PathReason[] {
  const target = inputs.path.at(-1);
  if (target === undefined) return [];
  const afterTarget = Math.max(0, state.explicitPolicy - 1);
  const isRequired = afterTarget === 0 || target.extensions.policyConstraints?.requireExplicitPolicy === 0;
  const accepted = state.policies.accepts(inputs.initialPolicySet ?? new Set([ANY_POLICY]));
  return isRequired && !accepted
    ? [reasonAbout(target, 'CHAIN_CONSTRAINTS_FAILURE', 'policy-not-accepted')]
    : [];
}
