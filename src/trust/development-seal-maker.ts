import { readCertificate } from '../crypto/pki/certificate.ts';
import { type IssuingAuthority, makeSealMakerCertificate } from '../crypto/pki/certificate-profiles.ts';
import type { SealPicture } from '../crypto/ses/electronic-seal.ts';
import { makeElectronicSeal, type SealMaker } from '../crypto/ses/seal-writer.ts';
import type { Clock } from '../shared/clock.ts';
import { addDevelopmentKey, serviceSubject } from './development-key.ts';
import { certificateDerOf } from './key-file.ts';
import type { KeyFolder } from './key-folder.ts';
import { TrustError } from './trust.errors.ts';

const MAKER_KEY_ID = 'seal-maker';
const MAKER_NAME = '照章开发制章中心';
const MAKER_YEARS = 15;
/** header.Vid: who made the software that made the seal. */
const VENDOR_ID = 'ZHAOZHANG';

/** What an electronic seal is made of, besides the certificate of its key. */
export interface ElectronicSealRequest {
  /** An SM2 seal key of the key folder. */
  readonly keyId: string;
  /** esID: 14 digits, region and serial number. */
  readonly sealId: string;
  /** As on the impression. */
  readonly name: string;
  /** Kind of seal as a number: 1 for 01, name of the body. */
  readonly kind: number;
  readonly picture: SealPicture;
}

/** The body of development and trial that makes electronic seals of GB/T 38540; its key is made at the first seal. */
export class DevelopmentSealMaker {
  constructor(
    private readonly keys: KeyFolder,
    private readonly clock: Clock,
    private readonly issuer: IssuingAuthority,
  ) {}

  /**
   * The electronic seal of a key, made at the first call for it and the same ever after; it holds as long as the key's
   * certificate, which is the only one it admits.
   *
   * @returns DER of SESeal
   * @throws TrustError trust.key-not-found; trust.key-not-usable when the key is no SM2 seal key
   */
  async sealFor(request: ElectronicSealRequest): Promise<Uint8Array> {
    const file = await this.keys.read(request.keyId);
    if (!file) throw new TrustError('trust.key-not-found');
    const certificateDer = certificateDerOf(file);
    if (file.purpose !== 'seal' || file.suite !== 'sm2' || !certificateDer) {
      throw new TrustError('trust.key-not-usable');
    }
    const existing = await this.keys.readElectronicSeal(request.keyId);
    if (existing) return existing;
    return this.keys.addElectronicSeal(request.keyId, await this.make(request, certificateDer));
  }

  private async make(request: ElectronicSealRequest, certificateDer: Uint8Array): Promise<Uint8Array> {
    const { sealId, name, kind, picture } = request;
    const { notBefore, notAfter } = readCertificate(certificateDer);
    const content = {
      vendorId: VENDOR_ID,
      sealId,
      name,
      kind,
      picture,
      admittedSigners: { kind: 'certificates' as const, certificatesDer: [certificateDer] },
      createdAt: this.clock.now(),
      validFrom: notBefore,
      validUntil: notAfter,
    };
    return makeElectronicSeal(content, await this.maker());
  }

  private async maker(): Promise<SealMaker> {
    const file =
      (await this.keys.read(MAKER_KEY_ID)) ??
      (await addDevelopmentKey(
        this.keys,
        this.clock,
        { keyId: MAKER_KEY_ID, purpose: 'seal-maker', suite: 'sm2', years: MAKER_YEARS },
        ({ spkiDer }, validity) =>
          makeSealMakerCertificate(serviceSubject(MAKER_NAME), spkiDer, validity, this.issuer),
      ));
    const certificateDer = certificateDerOf(file);
    if (!certificateDer) throw new TrustError('trust.key-not-usable');
    return { certificateDer, key: this.keys.open(file) };
  }
}
