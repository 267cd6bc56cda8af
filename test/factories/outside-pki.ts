import { type Certificate, readCertificate, serialHex } from '../../src/crypto/pki/certificate.ts';
import { makeOcspResponse, type OcspResponder } from '../../src/crypto/pki/make-ocsp-response.ts';
import { isIssuedBy } from '../../src/crypto/pki/ocsp-certificate-id.ts';
import { readOcspRequest } from '../../src/crypto/pki/ocsp-request.ts';
import type { OcspCertificateStatus } from '../../src/crypto/pki/ocsp-response.ts';
import type { Answering, OutsideServices } from '../support/outside-services.ts';
import { makeTestPki, type TestPki } from './test-pki.ts';
import { makeTestResponder } from './test-trust-services.ts';

const DAY_MS = 86_400_000;

/** What is bent in an answer of the responder. */
export interface ResponderHabits {
  readonly status?: OcspCertificateStatus;
  /** How long before now it was true. */
  readonly ageMs?: number;
  readonly validityMs?: number;
  /** Sent back in place of the request's; null for none, as of an answer made beforehand. */
  readonly nonceValueDer?: Uint8Array | null;
  readonly signedBy?: OcspResponder;
  /** Speaks of the unit whatever was asked. */
  readonly about?: Certificate;
}

/** An outside CA whose certificates, lists and responder stand on a local server. */
export class OutsidePki {
  private constructor(
    readonly pki: TestPki,
    readonly services: OutsideServices,
    private readonly responder: OcspResponder,
    private readonly now: () => Date,
  ) {}

  /** All of it in order: *good* from the responder, fresh lists of both CAs. */
  static async on(services: OutsideServices, now: () => Date, hasResponder = true): Promise<OutsidePki> {
    const pki = await makeTestPki('p256', { origin: services.origin, hasResponder });
    const outside = new OutsidePki(pki, services, await makeTestResponder(pki), now);
    await outside.putAll();
    return outside;
  }

  async putAll(): Promise<void> {
    const [ofRoot, ofUnits] = await this.pki.crls(new Date(this.now().getTime() - 60_000));
    this.services.put('/pki/crl/root.crl', ofRoot ?? new Uint8Array());
    this.services.put('/pki/crl/units.crl', ofUnits ?? new Uint8Array());
    this.services.put('/pki/ca/root.cer', this.pki.root.certificate.der);
    this.services.put('/pki/ca/units.cer', this.pki.issuing.certificate.der);
    this.services.at.set('/ocsp', this.responding());
  }

  /** A responder that answers for what the issuing CA issued. */
  responding(habits: ResponderHabits = {}): Answering {
    return async (body, reply) => {
      const responseDer = await this.response(body, habits);
      reply.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(responseDer);
    };
  }

  private response(requestDer: Uint8Array, habits: ResponderHabits): Promise<Uint8Array> {
    const { ageMs = 0, validityMs = DAY_MS, status = { kind: 'good' } } = habits;
    const { certificateIds, nonceValueDer } = readOcspRequest(requestDer);
    const producedAt = new Date(this.now().getTime() - ageMs);
    const [asked] = certificateIds;
    const isOurs = asked !== undefined && isIssuedBy(asked, this.pki.issuing.certificate);
    if (!isOurs) throw new Error(`asked about a certificate of another CA: ${asked?.serialHex}`);
    return makeOcspResponse(
      {
        producedAt,
        nextUpdate: new Date(producedAt.getTime() + validityMs),
        answers: certificateIds.map(({ der }) => ({ certificateIdDer: der, status })),
        archiveCutoff: this.pki.issuing.certificate.notBefore,
        nonceValueDer:
          habits.nonceValueDer === undefined ? nonceValueDer : (habits.nonceValueDer ?? undefined),
      },
      habits.signedBy ?? this.responder,
    );
  }

  get unitSerial(): string {
    return serialHex(this.pki.unit.certificate.serialNumber);
  }

  /** A responder that the CA knows nothing of. */
  static async stranger(): Promise<OcspResponder> {
    const { certificate, key } = await makeTestResponder(await makeTestPki());
    return { certificate: readCertificate(certificate.der), key };
  }
}
