import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import {
  readBitString,
  readBoolean,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
} from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { type DistributionPoint, readDistributionPoints } from './distribution-point.ts';
import { type GeneralName, readGeneralName, readGeneralNames } from './general-name.ts';
import { readSubtrees, type Subtree } from './name-constraints.ts';
import { EXTENSION } from './object-identifiers.ts';

/** An Extension (RFC 5280 §4.1) as it stands: `valueDer` is the content of `extnValue`. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly valueDer: Uint8Array;
}

/** Names of the keyUsage bits in their order (RFC 5280 §4.2.1.3). */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Uint8Array | undefined;
  readonly issuer: readonly GeneralName[] | undefined;
  readonly serialNumber: Uint8Array | undefined;
}

/** The extensions that path validation and revocation read, RFC 5280 §4.2; undefined where absent. */
export interface CertificateExtensions {
  basicConstraints?: { readonly isCa: boolean; readonly pathLength: number | undefined };
  keyUsage?: ReadonlySet<KeyUsage>;
  extendedKeyUsage?: readonly string[];
  subjectKeyIdentifier?: Uint8Array;
  authorityKeyIdentifier?: AuthorityKeyIdentifier;
  subjectAltName?: readonly GeneralName[];
  certificatePolicies?: readonly string[];
  policyMappings?: readonly { readonly issuerPolicy: string; readonly subjectPolicy: string }[];
  policyConstraints?: {
    readonly requireExplicitPolicy: number | undefined;
    readonly inhibitPolicyMapping: number | undefined;
  };
  inhibitAnyPolicy?: number;
  nameConstraints?: { readonly permitted: readonly Subtree[]; readonly excluded: readonly Subtree[] };
  crlDistributionPoints?: readonly DistributionPoint[];
  freshestCrl?: readonly DistributionPoint[];
  authorityInfoAccess?: readonly { readonly method: string; readonly location: GeneralName }[];
}

type Reader = (value: DerNode, into: CertificateExtensions) => void;

const READERS: Readonly<Record<string, Reader>> = {
  [EXTENSION.basicConstraints]: (value, into) => {
    const [first, second] = children(expectTag(value, TAG.sequence));
    const isCa = first?.tag === TAG.boolean && readBoolean(first);
    const pathLength = first?.tag === TAG.integer ? first : second;
    into.basicConstraints = { isCa, pathLength: pathLength && readSmallInteger(pathLength) };
  },
  [EXTENSION.keyUsage]: (value, into) => {
    into.keyUsage = readKeyUsage(value);
  },
  [EXTENSION.extendedKeyUsage]: (value, into) => {
    into.extendedKeyUsage = children(expectTag(value, TAG.sequence)).map(readObjectIdentifier);
  },
  [EXTENSION.subjectKeyIdentifier]: (value, into) => {
    into.subjectKeyIdentifier = readOctetString(value);
  },
  [EXTENSION.authorityKeyIdentifier]: (value, into) => {
    into.authorityKeyIdentifier = readAuthorityKeyIdentifier(value);
  },
  [EXTENSION.subjectAltName]: (value, into) => {
    into.subjectAltName = readGeneralNames(expectTag(value, TAG.sequence));
  },
  [EXTENSION.certificatePolicies]: (value, into) => {
    into.certificatePolicies = children(expectTag(value, TAG.sequence)).map((information) =>
      readObjectIdentifier(children(information)[0]),
    );
  },
  [EXTENSION.policyMappings]: (value, into) => {
    into.policyMappings = children(expectTag(value, TAG.sequence)).map((mapping) => {
      const [issuerPolicy, subjectPolicy] = children(mapping).map(readObjectIdentifier);
      return { issuerPolicy: issuerPolicy ?? '', subjectPolicy: subjectPolicy ?? '' };
    });
  },
  [EXTENSION.policyConstraints]: (value, into) => {
    const parts = children(expectTag(value, TAG.sequence));
    into.policyConstraints = {
      requireExplicitPolicy: readSkipCerts(parts.find((part) => isContext(part, 0))),
      inhibitPolicyMapping: readSkipCerts(parts.find((part) => isContext(part, 1))),
    };
  },
  [EXTENSION.inhibitAnyPolicy]: (value, into) => {
    into.inhibitAnyPolicy = readSmallInteger(value);
  },
  [EXTENSION.nameConstraints]: (value, into) => {
    const parts = children(expectTag(value, TAG.sequence));
    into.nameConstraints = {
      permitted: readSubtrees(parts.find((part) => isContext(part, 0))),
      excluded: readSubtrees(parts.find((part) => isContext(part, 1))),
    };
  },
  [EXTENSION.crlDistributionPoints]: (value, into) => {
    into.crlDistributionPoints = readDistributionPoints(value);
  },
  [EXTENSION.freshestCrl]: (value, into) => {
    into.freshestCrl = readDistributionPoints(value);
  },
  [EXTENSION.authorityInfoAccess]: (value, into) => {
    into.authorityInfoAccess = children(expectTag(value, TAG.sequence)).map((description) => {
      const [method, location] = children(description);
      return {
        method: readObjectIdentifier(method),
        location: readGeneralName(location ?? expectTag(location, TAG.sequence)),
      };
    });
  },
};

/** True when `readCertificateExtensions` understands the extension, so that it may be critical (RFC 5280 §4.2). */
export const isKnownExtension = (oid: string): boolean => oid in READERS;

/** Extensions ::= SEQUENCE OF Extension; an extension that stands twice is refused (RFC 5280 §4.2). @throws DerError, TypeError */
export function readExtensions(node: DerNode): Extension[] {
  const extensions = children(expectTag(node, TAG.sequence)).map((extension): Extension => {
    const parts = children(expectTag(extension, TAG.sequence));
    const criticalNode = parts[1]?.tag === TAG.boolean ? parts[1] : undefined;
    return {
      oid: readObjectIdentifier(parts[0]),
      critical: criticalNode !== undefined && readBoolean(criticalNode),
      valueDer: readOctetString(parts[criticalNode === undefined ? 1 : 2]),
    };
  });
  if (new Set(extensions.map((extension) => extension.oid)).size !== extensions.length) {
    throw new TypeError('an extension stands twice');
  }
  return extensions;
}

/** The known ones among `extensions`, read. @throws DerError, TypeError when one is malformed */
export function readCertificateExtensions(extensions: readonly Extension[]): CertificateExtensions {
  const read: CertificateExtensions = {};
  for (const { oid, valueDer } of extensions) READERS[oid]?.(readDer(valueDer), read);
  return read;
}

function readKeyUsage(value: DerNode): ReadonlySet<KeyUsage> {
  const { bytes } = readBitString(value);
  return new Set(KEY_USAGES.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0));
}

/** @throws DerError */
export function readAuthorityKeyIdentifier(value: DerNode): AuthorityKeyIdentifier {
  const parts = children(expectTag(value, TAG.sequence));
  const issuer = parts.find((part) => isContext(part, 1));
  return {
    keyIdentifier: parts.find((part) => isContext(part, 0))?.content,
    issuer: issuer && readGeneralNames(issuer),
    serialNumber: parts.find((part) => isContext(part, 2))?.content,
  };
}

/** SkipCerts under an implicit tag. A number too large to count to is as good as the largest. */
function readSkipCerts(node: DerNode | undefined): number | undefined {
  return node && readSmallInteger({ ...node, tag: TAG.integer });
}
