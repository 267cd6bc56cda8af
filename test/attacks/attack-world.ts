import { createHash } from 'node:crypto';
import { buildSignedAttributes } from '../../src/crypto/cms/signed-attributes.ts';
import { assembleSignedData, estimateSignedDataBytes } from '../../src/crypto/cms/signed-data-writer.ts';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import {
  dict,
  name,
  PdfDict,
  type PdfObject,
  PdfReference,
  type PdfStream,
} from '../../src/crypto/pdf/pdf-objects.ts';
import { type RevisionObject, writeRevision } from '../../src/crypto/pdf/revision-writer.ts';
import { sealObjects } from '../../src/crypto/pdf/seal-objects.ts';
import type { SealOptions } from '../../src/crypto/pdf/seal-options.ts';
import { readSealTarget } from '../../src/crypto/pdf/seal-target-reader.ts';
import { BYTE_RANGE, CONTENTS } from '../../src/crypto/pdf/signature-dictionary.ts';
import type { SignatureRaising } from '../../src/signing/signature-raising.ts';
import type { InspectionRequest } from '../../src/verification/inspection/file-inspection.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { makeTestRaising } from '../factories/test-signing-services.ts';
import { makeTestTsa } from '../factories/test-trust-services.ts';
import { text } from './draft.ts';

const NOW = new Date('2026-11-23T10:00:00Z');

/** What the first signature forbids: nothing, by certification (DocMDP), or one field by a lock (FieldMDP). */
export const PROTECTIONS = ['plain', 'P=1', 'P=2', 'P=3', 'locked'] as const;
export type Protection = (typeof PROTECTIONS)[number];

export type PartialSealOptions = Partial<SealOptions> & {
  readonly lockedField?: string;
  /** In place of the look that our writer makes, which lets the text under it be seen; each further object goes to `add`. */
  readonly ownLook?: (add: (object: PdfObject) => PdfReference) => PdfStream;
  /** What else the attacker has the revision of the seal write. */
  readonly alter?: (objects: readonly RevisionObject[]) => readonly RevisionObject[];
};

/** A signer whom the judge trusts, who is also the attacker where an attack needs a signature: the worst case. */
export interface AttackWorld {
  readonly raising: SignatureRaising;
  /** As the service asks about a file that the register does not know. */
  readonly request: InspectionRequest;
  readonly seal: (pdf: Uint8Array, options?: PartialSealOptions) => Promise<Uint8Array>;
}

export async function makeAttackWorld(): Promise<AttackWorld> {
  const pki = await makeTestPki();
  const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
  return {
    raising: await makeTestRaising(pki, await makeTestTsa(pki), () => NOW),
    request: {
      now: NOW.toISOString(),
      recordedAt: null,
      anchors: [base64(pki.root.certificate.der)],
      intermediates: [base64(pki.issuing.certificate.der)],
      crls: (await pki.crls(new Date('2026-11-22T00:00:00Z'))).map(base64),
      ocspResponses: [],
    },
    seal: (pdf, options = {}) => sealBy(pki, pdf, options),
  };
}

/** Seals as the service does, and with whatever an attacker would have it seal besides. */
async function sealBy(
  { unit, issuing }: TestPki,
  pdf: Uint8Array,
  given: PartialSealOptions,
): Promise<Uint8Array> {
  const { lockedField, ownLook, alter, ...more } = given;
  const { algorithm, maxSignatureBytes } = unit.key;
  const certificatesDer = [unit.certificate.der, issuing.certificate.der];
  const reservedCmsBytes = estimateSignedDataBytes({ algorithm, maxSignatureBytes, certificatesDer }) + 64;
  const signedAt = new Date('2026-11-23T09:00:00Z');
  const options: SealOptions = {
    ...{ subFilter: 'ETSI.CAdES.detached', digest: 'sha256', reservedCmsBytes, fieldName: 'Seal1', signedAt },
    ...more,
  };
  const target = readSealTarget(PdfDocument.open(pdf, new Budget()), options);
  const made = sealObjects(target, options).map((one) =>
    lockedField && one.object instanceof PdfDict && one.object.get('ByteRange')
      ? { ...one, object: one.object.with({ Reference: [fieldLock(lockedField)] }) }
      : one,
  );
  const looked = ownLook ? withLook(made, ownLook) : made;
  const objects = alter?.(looked) ?? looked;
  const revision = writeRevision(target.base, pdf.length, objects);
  const file = Buffer.concat([pdf, revision.bytes]);
  const start = revision.reserved.get(CONTENTS) as number;
  const end = start + reservedCmsBytes * 2 + 2;
  file.write(
    `0 ${start} ${end} ${file.length - end}`,
    (revision.reserved.get(BYTE_RANGE) as number) + 1,
    'latin1',
  );
  const messageDigest = createHash('sha256')
    .update(file.subarray(0, start))
    .update(file.subarray(end))
    .digest();
  const signerCertificateDer = unit.certificate.der;
  const signedAttributesDer = buildSignedAttributes({
    messageDigest,
    signerCertificateDer,
    digest: 'sha256',
  });
  const signature = await unit.key.sign(signedAttributesDer);
  const cms = assembleSignedData({ signedAttributesDer, signature, algorithm, certificatesDer });
  file.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1');
  return file;
}

/** The objects of a seal with another look in its widget. */
function withLook(
  objects: readonly RevisionObject[],
  ownLook: (add: (object: PdfObject) => PdfReference) => PdfStream,
): RevisionObject[] {
  const all = [...objects];
  let next = Math.max(...objects.map(({ number }) => number)) + 1;
  const add = (object: PdfObject): PdfReference => {
    all.push({ number: next, object });
    return new PdfReference(next++);
  };
  const looks = dict({ N: add(ownLook(add)) });
  return all.map((one) =>
    one.object instanceof PdfDict && one.object.get('FT') !== undefined && one.object.get('AP') !== undefined
      ? { ...one, object: one.object.with({ AP: looks }) }
      : one,
  );
}

/** FieldMDP over one field (ISO 32000-2 table 259). */
const fieldLock = (fieldName: string): PdfDict =>
  dict({
    Type: name('SigRef'),
    TransformMethod: name('FieldMDP'),
    TransformParams: dict({
      Type: name('TransformParams'),
      Action: name('Include'),
      Fields: [text(fieldName)],
      V: name('1.2'),
    }),
  });

/** The first seal of a file under a protection; the field “Note” is the one that is locked. */
export const sealingUnder = (protection: Protection): PartialSealOptions => {
  if (protection === 'plain') return {};
  if (protection === 'locked') return { lockedField: 'Note' };
  return { certification: Number(protection.slice(2)) as 1 | 2 | 3 };
};
