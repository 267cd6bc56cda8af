import { valueOr } from '../../shared/value-or.ts';
import { CmsError } from '../cms/cms-error.ts';
import { readSignedData } from '../cms/signed-data-reader.ts';
import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier } from '../der/der-values.ts';
import { contextConstructed, integer, objectIdentifier, sequence, TAG } from '../der/der-writer.ts';
import { distinctDers, type ValidationData } from '../pdf/validation-data.ts';

/** id-ri-ocsp-response (RFC 5940 §2.1). */
const OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';

/** RFC 5652 §5.1; the version is not signed. */
const VERSION_WITH_OTHER_REVOCATIONS = 5;

const versionOf = ([version]: readonly DerNode[]): Uint8Array => expectTag(version, TAG.integer).bytes;

/** What a token carries to be judged by, besides itself; nothing where it cannot be read. Unverified. */
export function tokenEvidence(tokenDer: Uint8Array): ValidationData {
  const token = valueOr(() => readSignedData(tokenDer));
  return {
    certificatesDer: token?.certificatesDer ?? [],
    crlsDer: token?.crlsDer ?? [],
    ocspResponsesDer: valueOr(() => ocspResponsesIn(revocationField(tokenDer))) ?? [],
  };
}

/**
 * Puts evidence into the unsigned part of a token (RFC 5652 §5.1 `certificates` and `crls`, RFC 5940 for OCSP), so that
 * whoever has the token can judge it for good (RFC 4998 §4.2). What is signed stays byte for byte; what is there already
 * is not put in twice.
 *
 * @param tokenDer ContentInfo
 * @returns ContentInfo
 * @throws CmsError `cms-malformed`
 */
export function withTokenEvidence(tokenDer: Uint8Array, evidence: ValidationData): Uint8Array {
  try {
    const [type, content] = children(expectTag(readDer(tokenDer), TAG.sequence));
    const [signedData] = children(content as DerNode);
    const fields = children(expectTag(signedData, TAG.sequence));
    const certificates = fields.find((field) => isContext(field, 0));
    const revocations = fields.find((field) => isContext(field, 1));
    const added = [...evidence.crlsDer, ...evidence.ocspResponsesDer.map(otherRevocation)];
    const rebuilt = sequence(
      evidence.ocspResponsesDer.length > 0 ? integer(VERSION_WITH_OTHER_REVOCATIONS) : versionOf(fields),
      ...fields.slice(1, 3).map(({ bytes }) => bytes),
      ...implicitSet(0, certificates, evidence.certificatesDer),
      ...implicitSet(1, revocations, added),
      (fields.at(-1) as DerNode).bytes,
    );
    return sequence((type as DerNode).bytes, contextConstructed(0, rebuilt));
  } catch (cause) {
    throw new CmsError('cms-malformed', cause);
  }
}

/** `[number] IMPLICIT SET OF`, its elements in DER's order; left out where it would be empty. */
function implicitSet(
  number: number,
  present: DerNode | undefined,
  added: readonly Uint8Array[],
): Uint8Array[] {
  const all = [...(present ? children(present).map(({ bytes }) => bytes) : []), ...added];
  const distinct = distinctDers(all);
  return distinct.length === 0 ? [] : [contextConstructed(number, ...distinct.sort(Buffer.compare))];
}

const otherRevocation = (ocspResponseDer: Uint8Array): Uint8Array =>
  contextConstructed(1, objectIdentifier(OCSP_RESPONSE), ocspResponseDer);

function revocationField(tokenDer: Uint8Array): DerNode | undefined {
  const [, content] = children(readDer(tokenDer));
  const [signedData] = content ? children(content) : [];
  return signedData && children(signedData).find((field) => isContext(field, 1));
}

function ocspResponsesIn(field: DerNode | undefined): Uint8Array[] {
  const others = field ? children(field).filter((one) => isContext(one, 1)) : [];
  return others.flatMap((one) => {
    const [format, response] = children(one);
    return readObjectIdentifier(format) === OCSP_RESPONSE && response ? [response.bytes] : [];
  });
}
