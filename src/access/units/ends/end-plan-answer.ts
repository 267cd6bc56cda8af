import { z } from 'zod';
import { problemText } from '../../../platform/http/problem-texts.ts';
import type { FieldProblem } from '../../../shared/domain-error.ts';
import { CONSEQUENCE_KINDS } from './unit-end-plan.ts';
import type { EndPlan } from './unit-ends.service.ts';

const Text = z.strictObject({ zh: z.string(), en: z.string() });

export const EndPlanAnswer = z
  .strictObject({
    unitId: z.uuid(),
    successorId: z.uuid().nullable(),
    effectiveOn: z.string().describe('YYYY-MM-DD'),
    consequences: z.array(
      z.strictObject({
        kind: z.enum(CONSEQUENCE_KINDS),
        count: z.int(),
        firstIds: z.array(z.uuid()).describe('The first 20 by id'),
      }),
    ),
    reasons: z
      .array(z.strictObject({ path: z.string(), code: z.string(), text: Text }))
      .describe('Why it cannot be confirmed; empty when it can'),
    digest: z.string().describe('To be sent back with the confirmation'),
  })
  .meta({ id: 'UnitEndPlan' });
export type EndPlanAnswer = z.infer<typeof EndPlanAnswer>;

export function planAnswer(plan: EndPlan): EndPlanAnswer {
  const { unit, successorId, effectiveOn, consequences, problems, digest } = plan;
  const shown = CONSEQUENCE_KINDS.flatMap((kind) => consequences.filter((one) => one.kind === kind));
  return {
    unitId: unit.id,
    successorId,
    effectiveOn,
    consequences: shown.map(({ kind, count, firstIds }) => ({ kind, count, firstIds: [...firstIds] })),
    reasons: problems.map(reasonOf),
    digest,
  };
}

function reasonOf({ path, code, params }: FieldProblem): EndPlanAnswer['reasons'][number] {
  const text = (language: 'zh' | 'en') => problemText(code, language, params) ?? code;
  return { path, code, text: { zh: text('zh'), en: text('en') } };
}
