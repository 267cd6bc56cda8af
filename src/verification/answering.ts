import { Inject, Injectable } from '@nestjs/common';
import type { AuditAct } from '../audit/audit-acts.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { CONFIG, type Config } from '../config/config.ts';
import type { Caller } from '../platform/http/caller.ts';
import type { ReportDraft } from './report-draft.ts';
import type { VerificationChannel, VerificationReport } from './verification-report.ts';

const ACTS: Readonly<Record<VerificationChannel, AuditAct>> = {
  identifier: 'verification.identifier',
  number: 'verification.number',
  token: 'verification.token',
  statement: 'verification.statement',
  file: 'verification.file',
  picture: 'verification.file',
};

/** Turns a draft into the answer: logs the check, and takes the log entry's id as its number (核验编号). */
@Injectable()
export class Answering {
  private readonly trial: boolean;

  constructor(
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CONFIG) config: Config,
  ) {
    this.trial = config.mode === 'trial';
  }

  /** Returns at once; the response hook holds the answer back until the entry is durable. Names are never logged. */
  answer({ licenceId, ...draft }: ReportDraft, caller: Caller, checkedAt: Date): VerificationReport {
    const { id } = this.auditLog.record(caller, {
      act: ACTS[draft.channel],
      outcome: 'succeeded',
      code: draft.conclusion.code,
      ...(licenceId !== null && { object: { kind: 'licence', id: licenceId } }),
      ...(draft.file && { detail: { sha256: draft.file.sha256 } }),
    });
    return { reference: id, checkedAt: checkedAt.toISOString(), trial: this.trial, ...draft };
  }
}
