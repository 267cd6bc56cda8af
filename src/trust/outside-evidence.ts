import { createHash } from 'node:crypto';
import { mergedValidationData, type ValidationData } from '../crypto/pdf/validation-data.ts';
import { type Certificate, sameBytes } from '../crypto/pki/certificate.ts';
import { hasIssued } from '../crypto/pki/certificate-issue.ts';
import { issuerAddresses, listAddresses, ocspAddresses } from '../crypto/pki/service-addresses.ts';
import type { Clock } from '../shared/clock.ts';
import { KeptEvidence } from './kept-evidence.ts';
import { OutsideAnswers, type RevocationWord } from './outside-answers.ts';
import type { OutsideLimits } from './outside-limits.ts';

/** Nest tokens: one for sealing, one for judging, so that the files that anyone sends take nothing from sealing. */
export const SEALING_EVIDENCE = Symbol('OutsideEvidence for sealing');
export const JUDGING_EVIDENCE = Symbol('OutsideEvidence for judging');

/** A certificate with the one above it. */
interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/** Word on the certificates of chains up to the anchors, and whatever could not be had. */
export interface OutsideFindings {
  /** With the certificates that lead up, fetched or known, the anchors too. */
  readonly data: ValidationData;
  /** Why a word or an issuer is missing, for the log. */
  readonly failures: readonly unknown[];
}

/** What is known without asking. */
export interface KnownCertificates {
  /** Certificates that are trusted; nothing is asked about them. */
  readonly anchors: readonly Certificate[];
  /** Anyone may have put them there. */
  readonly pool: readonly Certificate[];
}

const MAX_CHAIN_LENGTH = 6;
/** A word is asked for anew after an hour, however long it is in force: a revocation should not hide for days. */
const KEPT_MS = 3_600_000;
const ISSUER_KEPT_MS = 86_400_000;
const ISSUERS_KEPT = 200;
const FAILURE_KEPT_MS = 10_000;

/**
 * Finds word on certificates that outside CAs issued: at the OCSP responders that they name, else in the lists that they
 * name (RFC 6960, RFC 5280 §6.3). Only certificates under an anchor of ours are asked about, so that nobody can send us
 * to an address by a certificate of his own making; an issuer that is missing is the one thing fetched before that.
 */
export class OutsideEvidence {
  private readonly answers: OutsideAnswers;
  private readonly words: KeptEvidence<RevocationWord>;
  private readonly issuers: KeptEvidence<readonly Certificate[]>;

  constructor(
    limits: OutsideLimits,
    insideHosts: readonly string[],
    private readonly clock: Clock,
  ) {
    this.answers = new OutsideAnswers(limits, insideHosts);
    this.words = new KeptEvidence({
      keptUntil: ({ goodUntil }) => new Date(Math.min(goodUntil.getTime(), this.inFuture(KEPT_MS).getTime())),
      usableUntil: ({ goodUntil }) => goodUntil,
      failureKeptMs: FAILURE_KEPT_MS,
      maxWeight: limits.maxKeptBytes,
      weightOf: ({ der }) => der.length,
    });
    this.issuers = new KeptEvidence({
      keptUntil: () => this.inFuture(ISSUER_KEPT_MS),
      failureKeptMs: FAILURE_KEPT_MS,
      maxWeight: ISSUERS_KEPT,
    });
  }

  /** Never rejects: what cannot be had is among the failures, and left out. */
  async find(certificates: readonly Certificate[], known: KnownCertificates): Promise<OutsideFindings> {
    const failures: unknown[] = [];
    const chains = await Promise.all(certificates.map((one) => this.chainOf(one, known, failures)));
    const links = distinctLinks(chains.flat());
    const words = await Promise.all(links.map((link) => this.wordsOn(link, failures)));
    const data: ValidationData = {
      certificatesDer: links.flatMap(({ certificate, issuer }) => [certificate.der, issuer.der]),
      ocspResponsesDer: words.flat().flatMap(({ kind, der }) => (kind === 'ocsp' ? [der] : [])),
      crlsDer: words.flat().flatMap(({ kind, der }) => (kind === 'list' ? [der] : [])),
    };
    return { data: mergedValidationData([data]), failures };
  }

  /** From the certificate up to the one that an anchor issued; nothing where no anchor is reached. */
  private async chainOf(
    certificate: Certificate,
    known: KnownCertificates,
    failures: unknown[],
  ): Promise<Link[]> {
    const chain: Link[] = [];
    let current = certificate;
    while (chain.length < MAX_CHAIN_LENGTH) {
      if (known.anchors.some(({ der }) => sameBytes(der, current.der))) return chain;
      const issuer = await this.issuerOf(current, known).catch((failure: unknown) => {
        failures.push(failure);
        return undefined;
      });
      if (issuer === undefined || sameBytes(issuer.der, current.der)) return [];
      chain.push({ certificate: current, issuer });
      current = issuer;
    }
    return [];
  }

  /** @throws Error where it is not known and cannot be fetched */
  private async issuerOf(certificate: Certificate, { anchors, pool }: KnownCertificates) {
    const issued = (candidate: Certificate) => hasIssued(candidate, certificate);
    const known = anchors.find(issued) ?? pool.find(issued);
    if (known) return known;
    return firstOf(issuerAddresses(certificate), 'issuer unknown', async (url) => {
      const fetched = await this.issuers.get(url, this.clock.now(), () => this.answers.certificates(url));
      const issuer = fetched.find(issued);
      if (issuer === undefined) throw new Error(`${url}: the issuer is not there`);
      return issuer;
    });
  }

  /**
   * A responder's word, or a list where there is none. A responder that names no next update speaks for this moment
   * alone: then a list is the better evidence, unless the word is that the certificate is revoked.
   */
  private async wordsOn(link: Link, failures: unknown[]): Promise<KindOfWord[]> {
    const told = (failure: unknown): KindOfWord[] => {
      failures.push(failure);
      return [];
    };
    const responses = await this.responderWords(link).catch(told);
    if (responses.some(({ isLasting }) => isLasting)) return responses;
    const lists = await this.listWords(link).catch(told);
    return lists.length > 0 ? lists : responses;
  }

  private async responderWords(link: Link): Promise<KindOfWord[]> {
    const { der, responder, goodUntil, isRevocation } = await this.responderWord(link);
    const isLasting = isRevocation || goodUntil > this.clock.now();
    const about = responder && (await this.listWords({ certificate: responder, issuer: link.issuer }));
    return [{ kind: 'ocsp', der, isLasting }, ...(about ?? [])];
  }

  private async listWords(link: Link): Promise<KindOfWord[]> {
    return [{ kind: 'list', der: (await this.listWord(link)).der, isLasting: true }];
  }

  private responderWord({ certificate, issuer }: Link): Promise<RevocationWord> {
    return firstOf(ocspAddresses(certificate), 'no responder named', (url) =>
      this.words.get(`ocsp ${url} ${digestOf(certificate)}`, this.clock.now(), () =>
        this.answers.status(url, certificate, issuer, this.clock.now()),
      ),
    );
  }

  private listWord({ certificate, issuer }: Link): Promise<RevocationWord> {
    return firstOf(listAddresses(certificate), 'no list named', (url) =>
      this.words.get(`list ${url} ${digestOf(issuer)}`, this.clock.now(), () =>
        this.answers.list(url, issuer, this.clock.now()),
      ),
    );
  }

  private inFuture(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }
}

interface KindOfWord {
  readonly kind: 'ocsp' | 'list';
  readonly der: Uint8Array;
  /** It speaks for longer than this moment. */
  readonly isLasting: boolean;
}

/** One address after the other until one answers. @throws Error with what the last one failed for */
async function firstOf<Value>(
  addresses: readonly string[],
  otherwise: string,
  ask: (url: string) => Promise<Value>,
): Promise<Value> {
  let failure: unknown = new Error(otherwise);
  for (const url of addresses) {
    try {
      return await ask(url);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

const distinctLinks = (links: readonly Link[]): Link[] => [
  ...new Map(links.map((link) => [digestOf(link.certificate), link])).values(),
];

const digestOf = ({ der }: Certificate): string => createHash('sha256').update(der).digest('base64');
