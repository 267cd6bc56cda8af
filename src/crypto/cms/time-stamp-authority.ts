import { createHash } from 'node:crypto';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import type { SigningKey } from '../pki/signing-key.ts';
import { CONTENT_TYPE } from './attribute-types.ts';
import { writtenAlgorithm } from './signature-algorithms.ts';
import { buildSignedAttributes } from './signed-attributes.ts';
import { assembleSignedData } from './signed-data-writer.ts';
import { writeTimeStampInfo } from './time-stamp-info.ts';
import type { TimeStampRequest } from './time-stamp-request.ts';
import type { TimeStampFailure } from './time-stamp-response.ts';

/** Who gives time-stamps. */
export interface TimeStampAuthority {
  /** Its certificate first (EKU timeStamping, critical and alone: RFC 3161 §2.3), then its chain. */
  readonly certificatesDer: readonly Uint8Array[];
  readonly key: SigningKey;
  readonly policy: ObjectIdentifier;
  readonly accuracySeconds: number;
}

/**
 * Why a request cannot be granted; undefined when it can. Weak digests are refused: a collision found later would
 * move the stamp to another document (RFC 3161 §4 item 4).
 */
export function timeStampRefusal(
  request: TimeStampRequest,
  { policy }: Pick<TimeStampAuthority, 'policy'>,
): TimeStampFailure | undefined {
  const { digest, hashedMessage } = request.imprint;
  if (request.version !== 1) return 'badRequest';
  if (request.hasExtensions) return 'unacceptedExtension';
  if (digest === undefined || digest.weak) return 'badAlg';
  if (hashedMessage.length !== digest.digestBytes) return 'badDataFormat';
  if (request.policy !== undefined && request.policy !== policy) return 'unacceptedPolicy';
  return undefined;
}

/**
 * The token for a request that `timeStampRefusal` had nothing against (RFC 3161 §2.4.2; signing-certificate-v2 of
 * RFC 5816).
 *
 * @param serialNumber unique for the authority, unsigned big-endian magnitude
 * @returns DER of ContentInfo
 */
export async function makeTimeStampToken(
  request: TimeStampRequest,
  authority: TimeStampAuthority,
  generatedAt: Date,
  serialNumber: Uint8Array,
): Promise<Uint8Array> {
  const { key, certificatesDer, policy, accuracySeconds } = authority;
  const { imprint, nonceDer } = request;
  const statement = { policy, imprintDer: imprint.der, serialNumber, generatedAt, accuracySeconds, nonceDer };
  const content = writeTimeStampInfo(statement);
  const { digest } = writtenAlgorithm(key.algorithm);
  const contentType = CONTENT_TYPE.timeStampInfo;
  const signedAttributesDer = buildSignedAttributes({
    messageDigest: createHash(digest).update(content).digest(),
    signerCertificateDer: certificatesDer[0] ?? new Uint8Array(),
    digest,
    contentType,
  });
  return assembleSignedData({
    signedAttributesDer,
    signature: await key.sign(signedAttributesDer),
    algorithm: key.algorithm,
    certificatesDer,
    withoutCertificates: !request.wantsCertificates,
    encapsulated: { contentType, content },
  });
}
