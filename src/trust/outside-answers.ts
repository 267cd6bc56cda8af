import { randomBytes } from 'node:crypto';
import { readSignedData } from '../crypto/cms/signed-data-reader.ts';
import { octetString } from '../crypto/der/der-writer.ts';
import { type Certificate, readCertificate } from '../crypto/pki/certificate.ts';
import { readCrl } from '../crypto/pki/crl.ts';
import { listReplyProblem } from '../crypto/pki/list-reply.ts';
import { writeOcspCertificateId } from '../crypto/pki/ocsp-certificate-id.ts';
import { delegatedResponder, judgeOcspReply } from '../crypto/pki/ocsp-reply.ts';
import { writeOcspRequest } from '../crypto/pki/ocsp-request.ts';
import { readCertificates } from './certificate-bytes.ts';
import { askOutside, type OutsideRequest } from './outside-exchange.ts';
import type { OutsideLimits } from './outside-limits.ts';

/** A word on revocation that was checked. */
export interface RevocationWord {
  /** OCSPResponse or CertificateList. */
  readonly der: Uint8Array;
  /** `nextUpdate`; `thisUpdate` where there is none. */
  readonly goodUntil: Date;
  readonly isRevocation: boolean;
  /** A delegated responder whose own status has to be known; none for lists. */
  readonly responder: Certificate | undefined;
}

const NONCE_BYTES = 32;
const MAX_RESPONSE_BYTES = 50_000;
const MAX_CERTIFICATES_BYTES = 100_000;

/** Asks one address, and checks the answer before anyone sees it. */
export class OutsideAnswers {
  private underWay = 0;

  constructor(
    private readonly limits: OutsideLimits,
    private readonly insideHosts: readonly string[],
  ) {}

  /**
   * Asks a responder about a certificate, with a nonce (RFC 6960 appendix A, RFC 9654).
   *
   * @throws Error when there is no answer, or none that says *good* or *revoked*
   */
  async status(
    url: string,
    certificate: Certificate,
    issuer: Certificate,
    now: Date,
  ): Promise<RevocationWord> {
    const nonce = randomBytes(NONCE_BYTES);
    const body = writeOcspRequest(writeOcspCertificateId(certificate, issuer), nonce);
    const der = await this.ask({
      url,
      post: { contentType: 'application/ocsp-request', body },
      expectedType: 'application/ocsp-response',
      maxBytes: MAX_RESPONSE_BYTES,
    });
    const reply = judgeOcspReply(der, { certificate, issuer, nonceValueDer: octetString(nonce) }, now);
    if (reply.problem !== undefined) throw new Error(`${url}: ${reply.problem}`);
    const { thisUpdate, nextUpdate = thisUpdate, status } = reply.single;
    const responder = delegatedResponder(reply.basic);
    return { der, goodUntil: nextUpdate, isRevocation: status.kind === 'revoked', responder };
  }

  /**
   * Fetches a list of `issuer`.
   *
   * @throws Error when there is none, or none that is the issuer's own and in force
   */
  async list(url: string, issuer: Certificate, now: Date): Promise<RevocationWord> {
    const der = await this.ask({ url, maxBytes: this.limits.maxListBytes });
    const list = readCrl(der);
    const problem = listReplyProblem(list, issuer, now);
    if (problem !== undefined) throw new Error(`${url}: ${problem}`);
    return { der, goodUntil: list.nextUpdate ?? list.thisUpdate, isRevocation: false, responder: undefined };
  }

  /**
   * Fetches certificates of whoever issued a certificate: one (DER or PEM), or a bundle (`certs-only` CMS, RFC 5280
   * §4.2.2.1). Whether one of them issued it is for the caller.
   *
   * @throws Error when there are none
   */
  async certificates(url: string): Promise<Certificate[]> {
    const bytes = await this.ask({ url, maxBytes: MAX_CERTIFICATES_BYTES });
    return certificatesIn(bytes);
  }

  private async ask(request: Pick<OutsideRequest, 'url' | 'post' | 'expectedType' | 'maxBytes'>) {
    const { maxAtOnce, timeoutMs, tries } = this.limits;
    if (this.underWay >= maxAtOnce) throw new Error('too many are being asked already');
    this.underWay += 1;
    try {
      return await askOutside({ ...request, timeoutMs, tries, insideHosts: this.insideHosts });
    } finally {
      this.underWay -= 1;
    }
  }
}

/** A bundle is a SignedData that signs nothing (`certs-only`, RFC 8551 §3.2.2). @throws PkiError, CmsError */
function certificatesIn(bytes: Buffer): Certificate[] {
  try {
    return readCertificates(bytes);
  } catch {
    return readSignedData(bytes).certificatesDer.map(readCertificate);
  }
}
