import { z } from 'zod';
import { PROBLEM_REPORT_KINDS } from './problem-report.ts';

export const ProblemReportSearch = z.object({
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ProblemReportSearch = z.infer<typeof ProblemReportSearch>;

const ProblemReportView = z.strictObject({
  id: z.uuid(),
  number: z.string().describe('Receipt number that the reporter was given'),
  kind: z.enum(PROBLEM_REPORT_KINDS),
  checkReference: z.uuid().nullable().describe('核验编号, as the reporter gave it'),
  licenceId: z.uuid().nullable().describe('The licence that the check was about'),
  text: z.string(),
  contact: z.string().nullable(),
  receivedAt: z.iso.datetime(),
});

export const ProblemReportPage = z.strictObject({
  reports: z.array(ProblemReportView),
  nextCursor: z.string().nullable(),
});
export type ProblemReportPage = z.infer<typeof ProblemReportPage>;
