import type { VerificationRecord } from '../licences/reading/verification-record.ts';
import { shanghaiDateOf } from '../shared/calendar-date.ts';
import { conclude, conclusionOf } from './verdict/conclude.ts';
import type { Facts } from './verdict/facts.ts';
import type { Conclusion, VerdictCode, VerdictValues } from './verdict/verdict-codes.ts';
import type { Subject } from './verdict/verdict-precedence.ts';
import type { ConcludedLicence, ConclusionContext } from './verdict/verdict-values.ts';
import type { VerificationReport } from './verification-report.ts';

/** A report without what only the moment of answering gives: its number, its instant, the mode of the service. */
export type ReportDraft = Omit<VerificationReport, 'reference' | 'checkedAt' | 'trial'> & {
  /** For the access log, also where the report may not show the licence. */
  readonly licenceId: string | null;
};

/** What facts are concluded with besides themselves; the rest of the context has a default. */
export interface ConclusionParts
  extends Partial<Pick<ConclusionContext, 'signer' | 'changedPages' | 'comparison'>> {
  readonly subject: Subject;
  readonly record: VerificationRecord | null;
  readonly triesLeft?: number;
  readonly now: Date;
}

const NOTHING_COMPARED = { matching: [], differing: [], uncompared: [] };

/** Concludes facts with the register's words for the sentence. */
export function concludeWith(facts: Facts, parts: ConclusionParts): Conclusion {
  const {
    subject,
    record,
    signer = null,
    changedPages = [],
    comparison = NOTHING_COMPARED,
    triesLeft,
  } = parts;
  return conclude(facts, {
    subject,
    today: shanghaiDateOf(parts.now),
    licence: record && concludedLicence(record),
    signer,
    changedPages,
    comparison,
    ...(triesLeft !== undefined && { triesLeft }),
  });
}

function concludedLicence(record: VerificationRecord): ConcludedLicence {
  const { issuer, effectiveOn, expiresOn, stateEffectiveAt, supersededAt, currentVersion } = record;
  return {
    authority: issuer.nameZh,
    phone: issuer.phone,
    effectiveOn,
    expiresOn,
    stateEffectiveOn: shanghaiDateOf(stateEffectiveAt),
    supersededOn: supersededAt && shanghaiDateOf(supersededAt),
    currentVersion,
  };
}

/** A report that rests on no facts: limits, unreadable files, foreign codes. */
export function bareReport<Code extends VerdictCode>(
  channel: VerificationReport['channel'],
  code: Code,
  values: VerdictValues[Code],
): ReportDraft {
  return {
    channel,
    conclusion: conclusionOf(code, values),
    facts: [],
    licence: null,
    signatures: [],
    file: null,
    onDate: null,
    licenceId: null,
  };
}
