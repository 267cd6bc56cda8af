import {
  bitString,
  boolean,
  generalizedTime,
  ia5String,
  integer,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  utf8String,
} from '../der/der-writer.ts';
import type { SigningKey } from '../pki/signing-key.ts';
import type { AdmittedSigners, ElectronicSeal } from './electronic-seal.ts';
import { SesError } from './ses-error.ts';
import type { SesExtension } from './ses-fields.ts';

/** SM2-with-SM3 (GM/T 0006). */
export const SM2_WITH_SM3 = '1.2.156.10197.1.501';
/** header.version of GB/T 38540-2020. */
export const SES_VERSION = 4;

/** What a seal says; times in whole seconds. */
export type SealContent = Pick<
  ElectronicSeal,
  | 'vendorId'
  | 'sealId'
  | 'kind'
  | 'name'
  | 'admittedSigners'
  | 'createdAt'
  | 'validFrom'
  | 'validUntil'
  | 'picture'
> & { readonly extensions?: readonly SesExtension[] };

/** The body that makes seals: its certificate and SM2 key. */
export interface SealMaker {
  readonly certificateDer: Uint8Array;
  readonly key: SigningKey;
}

/**
 * Makes an electronic seal of GB/T 38540-2020 §6 (version 4); the maker signs the seal information alone.
 *
 * @returns DER of SESeal
 * @throws SesError `ses-key-not-sm2`
 */
export async function makeElectronicSeal(content: SealContent, maker: SealMaker): Promise<Uint8Array> {
  if (maker.key.algorithm !== 'sm2-sm3') throw new SesError('ses-key-not-sm2');
  const info = sealInfo(content);
  const signature = await maker.key.sign(info);
  return sequence(
    info,
    octetString(maker.certificateDer),
    objectIdentifier(SM2_WITH_SM3),
    bitString(signature),
  );
}

function sealInfo(content: SealContent): Uint8Array {
  const { picture, extensions = [] } = content;
  return sequence(
    sequence(ia5String('ES'), integer(SES_VERSION), ia5String(content.vendorId)),
    ia5String(content.sealId),
    property(content),
    sequence(
      ia5String(picture.type),
      octetString(picture.data),
      integer(picture.widthMm),
      integer(picture.heightMm),
    ),
    ...(extensions.length > 0 ? [sequence(...extensions.map(writeSesExtension))] : []),
  );
}

function property(content: SealContent): Uint8Array {
  const [listType, list] = certificateList(content.admittedSigners);
  return sequence(
    integer(content.kind),
    utf8String(content.name),
    integer(listType),
    list,
    generalizedTime(content.createdAt),
    generalizedTime(content.validFrom),
    generalizedTime(content.validUntil),
  );
}

function certificateList(admitted: AdmittedSigners): [listType: number, list: Uint8Array] {
  if (admitted.kind === 'certificates') return [1, sequence(...admitted.certificatesDer.map(octetString))];
  const digests = admitted.digests.map(({ type, value }) =>
    sequence(printableString(type), octetString(value)),
  );
  return [2, sequence(...digests)];
}

/** ExtData; `critical` is left out where false, as DEFAULT demands. */
export const writeSesExtension = ({ oid, critical, value }: SesExtension): Uint8Array =>
  sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
