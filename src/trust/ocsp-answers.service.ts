import { Inject, Injectable } from '@nestjs/common';
import { makeOcspRefusal, makeOcspResponse, type OcspAnswer } from '../crypto/pki/make-ocsp-response.ts';
import { isIssuedBy, type OcspCertificateId } from '../crypto/pki/ocsp-certificate-id.ts';
import { type OcspRequest, readOcspRequest } from '../crypto/pki/ocsp-request.ts';
import type { OcspCertificateStatus, OcspResponseStatus } from '../crypto/pki/ocsp-response.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { valueOr } from '../shared/value-or.ts';
import { CA_NAMES, type CaName } from './development-ca.ts';
import { TrustError } from './trust.errors.ts';
import { TrustQueries } from './trust.queries.ts';
import { TrustMaterial } from './trust-material.ts';

/** What is sent back to an asker, and what the log says of it. */
export interface OcspReply {
  /** OCSPResponse, DER. */
  readonly responseDer: Uint8Array;
  readonly status: OcspResponseStatus;
  /** `<CA>/<serial number>` of the certificates answered for. */
  readonly certificates: readonly string[];
  /** Anyone in between may keep the answer that long; 0 for one that carries a nonce or is none. */
  readonly keptSeconds: number;
}

/** A revocation is known everywhere within a day; who wants to know sooner sends a nonce or asks anew. */
const VALIDITY_MS = 86_400_000;
/** Shorter than the answer's validity: caches in between should not hide a revocation for a day. */
const KEPT_SECONDS = 300;

/** The OCSP responder of the development CA (RFC 6960): *good* means not revoked. */
@Injectable()
export class OcspAnswers {
  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(TrustQueries) private readonly queries: TrustQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Answers an OCSPRequest; what cannot be answered is refused in the protocol's own words.
   *
   * @throws TrustError trust.not-published where there is no CA of ours
   */
  async answer(requestDer: Uint8Array): Promise<OcspReply> {
    if (!this.material.developmentCa) throw new TrustError('trust.not-published');
    const request = valueOr(() => readOcspRequest(requestDer));
    if (request === undefined) return refusal('malformedRequest');
    const issuer = this.issuerOf(request.certificateIds);
    if (issuer === undefined) return refusal('unauthorized');
    return {
      responseDer: await this.signed(issuer, request),
      status: 'successful',
      certificates: request.certificateIds.map(({ serialHex }) => `${issuer}/${serialHex}`),
      keptSeconds: request.nonceValueDer ? 0 : KEPT_SECONDS,
    };
  }

  /** A responder speaks for its own CA only, so one response cannot answer for certificates of two. */
  private issuerOf(ids: readonly OcspCertificateId[]): CaName | undefined {
    return CA_NAMES.find((name) => {
      const certificate = this.material.developmentCa?.authority(name).certificate;
      return certificate !== undefined && ids.every((id) => isIssuedBy(id, certificate));
    });
  }

  private async signed(issuer: CaName, { certificateIds, nonceValueDer }: OcspRequest): Promise<Uint8Array> {
    const ca = this.material.developmentCa;
    if (!ca) throw new TrustError('trust.not-published');
    const serials = certificateIds.map(({ serialHex }) => serialHex);
    const revoked = await this.queries.revocationsOf(issuer, serials);
    const answers = certificateIds.map(({ der, serialHex }): OcspAnswer => {
      const found = revoked.find((revocation) => revocation.serialHex === serialHex);
      const status: OcspCertificateStatus = found ? { kind: 'revoked', ...found } : { kind: 'good' };
      return { certificateIdDer: der, status };
    });
    const producedAt = this.clock.now();
    const nextUpdate = new Date(producedAt.getTime() + VALIDITY_MS);
    const archiveCutoff = ca.authority(issuer).certificate.notBefore;
    return makeOcspResponse(
      { producedAt, nextUpdate, answers, archiveCutoff, nonceValueDer },
      ca.responder(issuer),
    );
  }
}

const refusal = (status: Exclude<OcspResponseStatus, 'successful'>): OcspReply => ({
  responseDer: makeOcspRefusal(status),
  status,
  certificates: [],
  keptSeconds: 0,
});
