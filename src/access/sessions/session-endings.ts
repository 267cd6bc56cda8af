import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { TransactionRunner } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { SessionErrorCode } from './session.errors.ts';
import type { SessionSubject } from './session.ts';
import { type SessionEnding, SessionsService } from './sessions.service.ts';

/** Ends sessions on somebody's word, each with its entry in the log as `session.end`. */
@Injectable()
export class SessionEndings {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(AuditLog) private readonly log: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError session.not-found where the subject has no such session that goes on */
  async end(
    caller: Caller,
    subject: SessionSubject,
    id: string,
    reason: SessionEnding['reason'],
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const ending = { by: caller.id, reason };
      if (!(await this.sessions.end(tx, subject, id, ending, this.clock.now())))
        throw new DomainError<SessionErrorCode>('not-found', 'session.not-found');
      await this.log.append(tx, caller, {
        act: 'session.end',
        outcome: 'succeeded',
        object: { kind: 'session', id },
        detail: { reason, subject: subject.id },
      });
    });
  }

  /** Ends all sessions of a subject. Returns how many went on until now. */
  async endAll(caller: Caller, subject: SessionSubject, reason: SessionEnding['reason']): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ended = await this.sessions.endAll(tx, subject, { by: caller.id, reason }, this.clock.now());
      await this.log.append(tx, caller, {
        act: 'session.end',
        outcome: 'succeeded',
        object: { kind: 'account', id: subject.id },
        detail: { reason, ended },
      });
      return ended;
    });
  }
}
