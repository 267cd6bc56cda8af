import { children, type DerNode, isContext } from '../der/der-reader.ts';
import { readSmallInteger } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { type DistinguishedName, isWithinName } from './distinguished-name.ts';
import { type GeneralName, type GeneralNameKind, readGeneralName } from './general-name.ts';
import { ATTRIBUTE } from './object-identifiers.ts';

/** GeneralSubtree (RFC 5280 §4.2.1.10); minimum must be 0 and maximum absent, others are refused when read. */
export type Subtree = GeneralName;

/** What the certificates of a path so far permit: each must permit a name, none may exclude it. */
export interface NamespaceLimits {
  readonly permitted: readonly (readonly Subtree[])[];
  readonly excluded: readonly Subtree[];
}

/** Comparing every name with every constraint may be made to take for ever by who makes the certificates. */
const MAX_COMPARISONS = 250_000;

/** GeneralSubtrees under an implicit tag, empty where absent. @throws DerError, TypeError */
export function readSubtrees(node: DerNode | undefined): Subtree[] {
  if (node === undefined) return [];
  return children(node).map((subtree) => {
    const [base, ...limits] = children(subtree);
    const minimum = limits.find((limit) => isContext(limit, 0));
    const hasMaximum = limits.some((limit) => isContext(limit, 1));
    if (hasMaximum || (minimum && readSmallInteger({ ...minimum, tag: TAG.integer }) !== 0)) {
      throw new TypeError('minimum and maximum of a subtree are not used (RFC 5280 §4.2.1.10)');
    }
    if (base === undefined) throw new TypeError('a subtree without base');
    return readGeneralName(base);
  });
}

/**
 * Whether all names of a certificate lie within the limits (RFC 5280 §6.1.3 (b) and (c)). Names of a kind that a
 * constraint speaks of but no rule here can compare are refused, as §4.2.1.10 demands.
 */
export function namesAreWithin(
  limits: NamespaceLimits,
  subject: DistinguishedName,
  alternativeNames: readonly GeneralName[],
): boolean {
  const names = [...subjectNames(subject, alternativeNames), ...alternativeNames];
  const constraints = limits.permitted.reduce((sum, set) => sum + set.length, limits.excluded.length);
  if (names.length * constraints > MAX_COMPARISONS) return false;
  return names.every((name) => !isExcluded(name, limits.excluded) && isPermitted(name, limits.permitted));
}

function subjectNames(subject: DistinguishedName, alternativeNames: readonly GeneralName[]): GeneralName[] {
  if (subject.comparable.length === 0) return [];
  const names: GeneralName[] = [{ kind: 'directoryName', name: subject }];
  // Only where no alternative name carries the address does the subject's count (§4.2.1.10).
  if (!alternativeNames.some((name) => name.kind === 'rfc822Name')) {
    for (const { type, value } of subject.attributes) {
      if (type === ATTRIBUTE.emailAddress) names.push({ kind: 'rfc822Name', text: value });
    }
  }
  return names;
}

function isExcluded(name: GeneralName, excluded: readonly Subtree[]): boolean {
  return excluded.some((base) => base.kind === name.kind && (matches(name, base) ?? true));
}

function isPermitted(name: GeneralName, permitted: readonly (readonly Subtree[])[]): boolean {
  return permitted.every((set) => {
    const sameKind = set.filter((base) => base.kind === name.kind);
    return sameKind.length === 0 || sameKind.some((base) => matches(name, base) ?? false);
  });
}

type Comparison = (name: string, base: string) => boolean;

const TEXT_COMPARISONS: Readonly<Partial<Record<GeneralNameKind, Comparison>>> = {
  rfc822Name: isWithinMailbox,
  dNSName: (name, base) => isWithinDomain(name, base.replace(/^\./, '')),
  uniformResourceIdentifier: isWithinHost,
};

/** undefined: this kind cannot be compared. */
function matches(name: GeneralName, base: GeneralName): boolean | undefined {
  if ('name' in name && 'name' in base) return isWithinName(name.name, base.name.comparable);
  if ('bytes' in name && 'bytes' in base) return isWithinAddress(name.bytes, base.bytes);
  if (!('text' in name && 'text' in base)) return undefined;
  return TEXT_COMPARISONS[base.kind]?.(name.text, base.text);
}

/** `base` itself or anything beneath it; an empty base is everything. */
function isWithinDomain(name: string, base: string): boolean {
  const [host, domain] = [name.toLowerCase(), base.toLowerCase()];
  return domain === '' || host === domain || host.endsWith(`.${domain}`);
}

/** A mailbox, all mailboxes of a host, or (leading dot) of the hosts beneath a domain. */
function isWithinMailbox(address: string, base: string): boolean {
  const at = address.lastIndexOf('@');
  const host = address.slice(at + 1).toLowerCase();
  if (at < 0) return false;
  if (base.includes('@')) {
    const baseAt = base.lastIndexOf('@');
    return address.slice(0, at) === base.slice(0, baseAt) && host === base.slice(baseAt + 1).toLowerCase();
  }
  return base.startsWith('.') ? host.endsWith(base.toLowerCase()) : host === base.toLowerCase();
}

/** The host of a URI: exactly `base`, or (leading dot) beneath it. A URI without host name is not within anything. */
function isWithinHost(uri: string, base: string): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)/i.exec(uri)?.[1]?.toLowerCase();
  if (host === undefined || /^[\d.]+$/.test(host)) return false;
  const domain = base.toLowerCase();
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain;
}

/** Address under network and mask: 4 + 4 or 16 + 16 bytes (RFC 4632). */
function isWithinAddress(address: Uint8Array, networkAndMask: Uint8Array): boolean {
  if (networkAndMask.length !== address.length * 2) return false;
  return address.every((byte, at) => {
    const mask = networkAndMask[address.length + at] ?? 0;
    return (byte & mask) === ((networkAndMask[at] ?? 0) & mask);
  });
}
