import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReportCapsule } from '../../receipts/report-capsule.ts';
import type { VerificationReport } from '../../verification/verification-report.ts';
import { presentResult } from '../presenters/result.presenter.ts';
import type { OnDateFormView } from '../views/on-date-form.tsx';
import { ResultPage } from '../views/result-page.tsx';
import { PageResponder } from './page-responder.ts';

/** Sends the result page of a check. A verdict is a good answer, whatever it says: 200, as for programs. */
@Injectable()
export class ResultResponder {
  constructor(
    @Inject(PageResponder) private readonly responder: PageResponder,
    @Inject(ReportCapsule) private readonly capsule: ReportCapsule,
  ) {}

  send(
    request: FastifyRequest,
    reply: FastifyReply,
    report: VerificationReport,
    onDateForm: OnDateFormView | null,
  ): Promise<void> {
    const view = presentResult(report);
    const capsule = this.capsule.seal(report);
    const { domain } = this.responder;
    const main = <ResultPage view={view} domain={domain} onDateForm={onDateForm} capsule={capsule} />;
    const switches = request.method === 'GET';
    return this.responder.send(request, reply, { title: view.verdict.sentence, main, switches });
  }
}
