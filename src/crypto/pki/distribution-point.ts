import { children, type DerNode, expectTag, isContext } from '../der/der-reader.ts';
import { readBitString } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import {
  comparableRelativeName,
  type DistinguishedName,
  type NameAttribute,
  readRelativeName,
} from './distinguished-name.ts';
import { type GeneralName, readGeneralNames, sameGeneralName } from './general-name.ts';

/** ReasonFlags (RFC 5280 §4.2.1.13) in the order of their bits; bit 0 is unused. */
export const REVOCATION_REASON_FLAGS = [
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const;
export type ReasonFlag = (typeof REVOCATION_REASON_FLAGS)[number];

/** DistributionPointName: whole names, or one relative name to be put after the CRL issuer's. */
export type DistributionPointName =
  | { readonly fullName: readonly GeneralName[] }
  | { readonly nameRelativeToCrlIssuer: readonly NameAttribute[] };

/** DistributionPoint (RFC 5280 §4.2.1.13). `reasons` undefined means all of them. */
export interface DistributionPoint {
  readonly name: DistributionPointName | undefined;
  readonly reasons: ReadonlySet<ReasonFlag> | undefined;
  readonly crlIssuer: readonly GeneralName[] | undefined;
}

/** CRLDistributionPoints. @throws DerError, TypeError */
export function readDistributionPoints(value: DerNode): DistributionPoint[] {
  return children(expectTag(value, TAG.sequence)).map((point) => {
    const parts = children(point);
    const name = parts.find((part) => isContext(part, 0));
    const reasons = parts.find((part) => isContext(part, 1));
    const crlIssuer = parts.find((part) => isContext(part, 2));
    return {
      name: name && readDistributionPointName(name),
      reasons: reasons && readReasonFlags(reasons),
      crlIssuer: crlIssuer && readGeneralNames(crlIssuer),
    };
  });
}

/** The choice inside `[0] EXPLICIT DistributionPointName`. @throws DerError, TypeError */
export function readDistributionPointName(node: DerNode): DistributionPointName {
  const choice = children(node)[0];
  if (isContext(choice, 0)) return { fullName: readGeneralNames(choice) };
  if (isContext(choice, 1)) return { nameRelativeToCrlIssuer: readRelativeName(choice) };
  throw new TypeError('no DistributionPointName');
}

/** ReasonFlags under an implicit tag. @throws DerError */
export function readReasonFlags(node: DerNode): ReadonlySet<ReasonFlag> {
  const { bytes } = readBitString({ ...node, tag: TAG.bitString });
  return new Set(
    REVOCATION_REASON_FLAGS.filter((_, at) => {
      const bit = at + 1;
      return ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
    }),
  );
}

/**
 * Whether two distribution point names share a name (RFC 5280 §6.3.3 (b)(2)(i)); each relative name is completed by
 * the CRL issuer it belongs to.
 */
export function shareDistributionPoint(a: readonly GeneralName[], b: readonly GeneralName[]): boolean {
  return a.some((name) => b.some((other) => sameGeneralName(name, other)));
}

/** All whole names that a distribution point name stands for. */
export function wholeNames(name: DistributionPointName, crlIssuer: DistinguishedName): GeneralName[] {
  if ('fullName' in name) return [...name.fullName];
  const comparable = [...crlIssuer.comparable, comparableRelativeName(name.nameRelativeToCrlIssuer)];
  return [{ kind: 'directoryName', name: { ...crlIssuer, comparable } }];
}
