import { Inject, Injectable } from '@nestjs/common';
import type { DigestName } from '../crypto/cms/digest-algorithms.ts';
import {
  makeTimeStampToken,
  type TimeStampAuthority,
  timeStampRefusal,
} from '../crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../crypto/cms/time-stamp-request.ts';
import {
  type TimeStampFailure,
  writeGrantedResponse,
  writeRejectedResponse,
} from '../crypto/cms/time-stamp-response.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { randomChunk } from '../shared/random-bytes.ts';
import { valueOr } from '../shared/value-or.ts';
import { TimeStamper } from './time-stamper.ts';
import { TrustError } from './trust.errors.ts';
import { TrustMaterial } from './trust-material.ts';

/** What is sent back to an asker, and what the log says of it. */
export interface TimeStampAnswer {
  /** TimeStampResp, DER. */
  readonly responseDer: Uint8Array;
  /** Hexadecimal; null where nothing was granted. */
  readonly serialNumber: string | null;
  readonly failure: TimeStampFailure | null;
}

/** Of a token without its certificates about 600 bytes are used; the names in it are our own. */
const MAX_TOKEN_REST_BYTES = 900;
const SERIAL_NUMBER_BYTES = 16;

/** The time-stamp authority of development and trial (RFC 3161). */
@Injectable()
export class TimeStamps extends TimeStamper {
  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  override get maxTokenBytes(): number {
    const certificates = this.material.developmentCa?.timeStampAuthority.certificatesDer ?? [];
    return certificates.reduce((sum, { length }) => sum + length, MAX_TOKEN_REST_BYTES);
  }

  /**
   * Answers a TimeStampReq; what cannot be granted is refused in the protocol's own words.
   *
   * @throws TrustError trust.not-published where there is no authority of ours
   */
  async answer(requestDer: Uint8Array): Promise<TimeStampAnswer> {
    const authority = this.authority('trust.not-published');
    const request = valueOr(() => readTimeStampRequest(requestDer));
    const failure = request === undefined ? 'badDataFormat' : timeStampRefusal(request, authority);
    if (request === undefined || failure !== undefined) {
      const code = failure ?? 'badDataFormat';
      return { responseDer: writeRejectedResponse(code), serialNumber: null, failure: code };
    }
    const serialNumber = newSerialNumber();
    const tokenDer = await makeTimeStampToken(request, authority, this.clock.now(), serialNumber);
    return {
      responseDer: writeGrantedResponse(tokenDer),
      serialNumber: serialNumber.toString('hex'),
      failure: null,
    };
  }

  override async authorityCertificates(): Promise<readonly Uint8Array[]> {
    return this.authority('trust.no-time-stamp').certificatesDer;
  }

  override stamp(hashedMessage: Uint8Array, digest: DigestName = 'sha256'): Promise<Uint8Array> {
    const authority = this.authority('trust.no-time-stamp');
    const question = { digest, hashedMessage, nonce: randomChunk(8) };
    const request = readTimeStampRequest(writeTimeStampRequest(question));
    return makeTimeStampToken(request, authority, this.clock.now(), newSerialNumber());
  }

  private authority(otherwise: 'trust.not-published' | 'trust.no-time-stamp'): TimeStampAuthority {
    const authority = this.material.developmentCa?.timeStampAuthority;
    if (!authority) throw new TrustError(otherwise);
    return authority;
  }
}

/** Random, so that several processes need not agree on a count; the first bit set, so that it has its full length. */
function newSerialNumber(): Buffer {
  const serial = randomChunk(SERIAL_NUMBER_BYTES);
  serial[0] = (serial[0] ?? 0) | 0x40;
  return serial;
}
