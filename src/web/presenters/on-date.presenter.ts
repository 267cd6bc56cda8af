import type { VerificationReport } from '../../verification/verification-report.ts';
import type { DateFields, DateReading } from '../pages/date-input.ts';
import { inputProblemText } from '../text/input-problem-texts.ts';
import type { OnDateFormView } from '../views/on-date-form.tsx';

/** How the check that was made can be asked again for a day. */
export type RepeatedCheck = Pick<OnDateFormView, 'method' | 'action' | 'hidden'>;

/**
 * The form 查某一天是否有效 below a result: only where a licence was found, and where the check can be repeated (an
 * uploaded file is not kept).
 */
export function presentOnDateForm(
  report: VerificationReport,
  check: RepeatedCheck,
  values: DateFields,
  reading: DateReading,
): OnDateFormView | null {
  if (report.licence === null) return null;
  const error = reading.kind === 'wrong' ? inputProblemText(reading.code) : null;
  return { ...check, values, error };
}
