/** What a report is about. Closed list. */
export const PROBLEM_REPORT_KINDS = ['suspected-forgery', 'wrong-content', 'wrong-verdict', 'other'] as const;
export type ProblemReportKind = (typeof PROBLEM_REPORT_KINDS)[number];

/** A report as somebody sends it, read and within its limits. */
export interface ProblemReport {
  readonly kind: ProblemReportKind;
  /** 核验编号 of the check that it is about; null where there was none. */
  readonly checkReference: string | null;
  readonly text: string;
  /** How to be reached, where the reporter wants an answer. */
  readonly contact: string | null;
}

/** The fields of the form, as typed. */
export interface ProblemReportFields {
  readonly kind: string;
  readonly checkReference: string;
  readonly text: string;
  readonly contact: string;
}

export type ProblemReportProblemCode =
  | 'report.kind-missing'
  | 'report.text-missing'
  | 'report.text-too-long'
  | 'report.contact-too-long'
  | 'report.reference-form';

export interface ProblemReportProblem {
  readonly field: keyof ProblemReportFields;
  readonly code: ProblemReportProblemCode;
}

/** In characters; a page of a letter, and any address there is. */
export const MOST_TEXT = 1_000;
export const MOST_CONTACT = 100;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The report, or all that is wrong with it, in the order of the fields. */
export function readProblemReport(
  fields: ProblemReportFields,
): ProblemReport | { readonly problems: readonly ProblemReportProblem[] } {
  const kind = PROBLEM_REPORT_KINDS.find((one) => one === fields.kind);
  const [text, contact] = [tidied(fields.text), tidied(fields.contact)];
  const reference = fields.checkReference.trim().toLowerCase();
  const problems: ProblemReportProblem[] = [];
  if (!kind) problems.push({ field: 'kind', code: 'report.kind-missing' });
  if (text === '') problems.push({ field: 'text', code: 'report.text-missing' });
  if ([...text].length > MOST_TEXT) problems.push({ field: 'text', code: 'report.text-too-long' });
  if ([...contact].length > MOST_CONTACT)
    problems.push({ field: 'contact', code: 'report.contact-too-long' });
  if (reference !== '' && !UUID.test(reference))
    problems.push({ field: 'checkReference', code: 'report.reference-form' });
  if (!kind || problems.length > 0) return { problems };
  return { kind, checkReference: reference || null, text, contact: contact || null };
}

/** Control characters but line breaks say nothing to a reader, and may say something to a terminal. */
const tidied = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .trim();
