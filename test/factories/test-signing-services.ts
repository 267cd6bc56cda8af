import { randomBytes } from 'node:crypto';
import type { DigestName } from '../../src/crypto/cms/digest-algorithms.ts';
import { makeTimeStampToken, type TimeStampAuthority } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import type { ValidationData } from '../../src/crypto/pdf/validation-data.ts';
import { makeOcspResponse } from '../../src/crypto/pki/make-ocsp-response.ts';
import { writeOcspCertificateId } from '../../src/crypto/pki/ocsp-certificate-id.ts';
import { SignatureRaising } from '../../src/signing/signature-raising.ts';
import type { Signer, SignerProvider } from '../../src/signing/signer.ts';
import { SigningService } from '../../src/signing/signing.service.ts';
import { TimeStamper } from '../../src/trust/time-stamper.ts';
import { type FreshEvidence, ValidationDataSource } from '../../src/trust/validation-data-source.ts';
import type { TestPki, TestUnit } from './test-pki.ts';
import { makeTestResponder } from './test-trust-services.ts';

/** A time-stamper that answers from a test authority; `knownAs` where it was another one so far. */
export class TestTimeStamper extends TimeStamper {
  override readonly maxTokenBytes = 2_500;

  constructor(
    private readonly authority: TimeStampAuthority,
    private readonly now: () => Date,
    private readonly knownAs = authority,
  ) {
    super();
  }

  override async authorityCertificates(): Promise<readonly Uint8Array[]> {
    return this.knownAs.certificatesDer;
  }

  override stamp(hashedMessage: Uint8Array, digest: DigestName = 'sha256'): Promise<Uint8Array> {
    const request = writeTimeStampRequest({ digest, hashedMessage, nonce: randomBytes(8) });
    return makeTimeStampToken(readTimeStampRequest(request), this.authority, this.now(), randomBytes(16));
  }
}

/** Evidence of a test PKI: an OCSP answer about its unit, the list of its root, all certificates. */
export class TestValidationData extends ValidationDataSource {
  /** What was asked for, in turn. */
  readonly collected: (readonly Uint8Array[])[] = [];

  constructor(
    private readonly pki: TestPki,
    private readonly responder: TestUnit,
    private readonly now: () => Date,
  ) {
    super();
  }

  override async collect(certificatesDer: readonly Uint8Array[]): Promise<FreshEvidence> {
    this.collected.push(certificatesDer);
    const { root, issuing, unit } = this.pki;
    const producedAt = this.now();
    const answer = {
      certificateIdDer: writeOcspCertificateId(unit.certificate, issuing.certificate),
      status: { kind: 'good' as const },
    };
    const content = {
      producedAt,
      nextUpdate: new Date(producedAt.getTime() + 86_400_000),
      answers: [answer],
      archiveCutoff: issuing.certificate.notBefore,
      nonceValueDer: undefined,
    };
    const data: ValidationData = {
      certificatesDer: [...certificatesDer, issuing.certificate.der, root.certificate.der],
      ocspResponsesDer: [await makeOcspResponse(content, this.responder)],
      crlsDer: (await this.pki.crls(producedAt)).slice(0, 1),
    };
    return { data, goodUntil: content.nextUpdate };
  }
}

/** A signing service for bare seals: time-stamper and evidence are not asked. */
export function bareSigningService(signers: SignerProvider): SigningService {
  const refuse = () => Promise.reject(new Error('a bare seal asks nobody'));
  const timeStamper: TimeStamper = { maxTokenBytes: 0, authorityCertificates: refuse, stamp: refuse };
  return new SigningService(signers, new SignatureRaising(timeStamper, { collect: refuse }));
}

/** Raising with the services of a test PKI, which answer at the instant that `now` gives. */
export async function makeTestRaising(
  pki: TestPki,
  authority: TimeStampAuthority,
  now: () => Date,
): Promise<SignatureRaising> {
  const data = new TestValidationData(pki, await makeTestResponder(pki), now);
  return new SignatureRaising(new TestTimeStamper(authority, now), data);
}

/** Sealing with the key of the PKI's unit. */
export async function makeTestSigning(pki: TestPki, timeStamper: TimeStamper, now: () => Date) {
  const data = new TestValidationData(pki, await makeTestResponder(pki), now);
  const { certificate, key } = pki.unit;
  const signer: Signer = {
    keyId: 'unit',
    algorithm: key.algorithm,
    maxSignatureBytes: key.maxSignatureBytes,
    certificateDer: certificate.der,
    chainDer: [pki.issuing.certificate.der],
    sign: (message) => key.sign(message),
  };
  const signers: SignerProvider = { forSeal: async () => signer };
  const signing = new SigningService(signers, new SignatureRaising(timeStamper, data));
  return { signing, collected: data.collected };
}
