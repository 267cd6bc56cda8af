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
  private readonly rests = new WeakMap<ReportDraft, Buffer>();

  constructor(
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CONFIG) config: Config,
  ) {
    this.trial = config.mode === 'trial';
  }

  /** Returns at once; the response hook holds the answer back until the entry is durable. Names are never logged. */
  answer(draft: ReportDraft, caller: Caller, checkedAt: Date): VerificationReport {
    return { ...this.opening(draft, caller, checkedAt), ...told(draft) };
  }

  /** `answer` as JSON (UTF-8). A draft that is answered again is not written again. */
  answerJson(draft: ReportDraft, caller: Caller, checkedAt: Date): Buffer {
    const opening = JSON.stringify(this.opening(draft, caller, checkedAt)).slice(0, -1);
    const rest = this.restOf(draft);
    const json = Buffer.allocUnsafe(opening.length + rest.length);
    json.write(opening, 'latin1');
    rest.copy(json, opening.length);
    return json;
  }

  /** The members that follow the opening ones, with the comma before them. */
  private restOf(draft: ReportDraft): Buffer {
    let rest = this.rests.get(draft);
    if (rest === undefined) {
      rest = Buffer.from(`,${JSON.stringify(told(draft)).slice(1)}`);
      this.rests.set(draft, rest);
    }
    return rest;
  }

  /** What only the moment of answering gives; ASCII. */
  private opening(draft: ReportDraft, caller: Caller, checkedAt: Date) {
    const { licenceId, file, channel, conclusion } = draft;
    const { id } = this.auditLog.record(caller, {
      act: ACTS[channel],
      outcome: 'succeeded',
      code: conclusion.code,
      ...(licenceId !== null && { object: { kind: 'licence', id: licenceId } }),
      ...(file && { detail: { sha256: file.sha256 } }),
    });
    return { reference: id, checkedAt: checkedAt.toISOString(), trial: this.trial };
  }
}

function told({ licenceId: _, ...rest }: ReportDraft): Omit<ReportDraft, 'licenceId'> {
  return rest;
}
