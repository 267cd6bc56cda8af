import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import type { SealedBox } from '../platform/secrets/sealed-box.ts';
import { Secrets } from '../platform/secrets/secrets.ts';
import { valueOr } from '../shared/value-or.ts';
import type { VerificationReport } from '../verification/verification-report.ts';

const CONTEXT = 'result-page';
/** What a result page can carry besides itself; a report of a hundred changes gets no receipt. */
const MOST_CHARACTERS = 3_000;
const MOST_REPORT_BYTES = 65_536;
/**
 * What reports have in common, for the packer to point at instead of writing it out: a result page has 8 kB. Capsules
 * live for a day, so it may change with the service.
 */
const DICTIONARY = Buffer.from(
  '"signatures":[{"indication":"TOTAL-PASSED","subIndication":null,"facts":[{"name":"unchangedSinceSealing","outcome":"passed","reason":"digest-matches"},' +
    '{"name":"signatureHolds","outcome":"passed","reason":"signature-matches"},{"name":"signerTrusted","outcome":"passed","reason":"path-to-anchor"},' +
    '{"name":"certificateGood","outcome":"passed","reason":"good-at-proven-time"},{"name":"sealGood","outcome":"passed","reason":"good-at-proven-time"}],' +
    '"signer":{"commonName":"晋城市","organisation":"局"},"certificateIssuer":"","claimedSigningAt":"2026-","proofOfTime":{"kind":"time-stamp","at":"2026-"},' +
    '"trustReasons":[],"changesSince":[]}],"file":{"sha256":"","byteLength":,"form":"pdf","pageCount":1},' +
    '"holders":[{"name":"公司","masked":false,"kind":"legal-person"}],"publicFields":[{"name":"KZ_","labelZh":"","labelEn":"","value":""},' +
    '"identifier":"1.2.156.3005.2.11100000MB","number":"","issuedOn":"2026-","effectiveOn":"2026-","expiresOn":null,' +
    '"licence":{"licenceType":{"code":"11100000MB","nameZh":"证","nameEn":" licence"},"issuer":{"nameZh":"晋城市管理局","nameEn":"Jincheng  Bureau","phone":"0356-"},' +
    '"state":"in-force","version":1,"currentVersion":1,"facts":[{"name":"nothingAdded","outcome":"passed","reason":"whole-document-signed"},' +
    '{"name":"identicalToRegistered","outcome":"passed","reason":"same-digest"},{"name":"registerKnows","outcome":"passed","reason":"found"},' +
    '{"name":"inForce","outcome":"passed","reason":"in-force"},{"name":"notDisputed","outcome":"unknown","reason":"disputes-not-kept"}],"signatures":[],"file":null,"onDate":null}' +
    '{"reference":"","checkedAt":"2026-","trial":true,"channel":"token","conclusion":{"code":"valid","class":"G","values":{"authority":"晋城市市场监督管理局"}},',
);

/**
 * A report that its page carries, sealed, until somebody wants a receipt of it: checks are many and receipts few, so
 * nothing is kept of a check but its log entry.
 */
@Injectable()
export class ReportCapsule {
  private readonly box: SealedBox;

  constructor(@Inject(Secrets) secrets: Pick<Secrets, 'sealedBox'>) {
    this.box = secrets.sealedBox('check-receipt.capsule');
  }

  /** The report in characters of base64url; null where it is too long to be carried. */
  seal(report: VerificationReport): string | null {
    const sealed = this.box
      .seal(deflateRawSync(JSON.stringify(report), { dictionary: DICTIONARY }), CONTEXT)
      .toString('base64url');
    return sealed.length > MOST_CHARACTERS ? null : sealed;
  }

  /** The report in a capsule of ours; null for anything else, also one of an earlier edition of the service. */
  open(capsule: string): VerificationReport | null {
    if (capsule.length > MOST_CHARACTERS) return null;
    return (
      valueOr(() => {
        const packed = this.box.open(Buffer.from(capsule, 'base64url'), CONTEXT);
        const limits = { maxOutputLength: MOST_REPORT_BYTES, dictionary: DICTIONARY };
        return JSON.parse(inflateRawSync(packed, limits).toString()) as VerificationReport;
      }) ?? null
    );
  }
}
