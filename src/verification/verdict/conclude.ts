import type { Facts } from './facts.ts';
import { type Conclusion, VERDICT_CLASSES, type VerdictCode, type VerdictValues } from './verdict-codes.ts';
import { verdictCodeOf } from './verdict-precedence.ts';
import { type ConclusionContext, VALUES_BY_CODE } from './verdict-values.ts';

/**
 * Facts to the one conclusion, with the values of its sentence (docs/adr/0005-verdict.md). Every combination of facts
 * has exactly one.
 *
 * @throws Error when facts speak of a licence or signer that the context lacks: a fault of ours
 */
export function conclude(facts: Facts, context: ConclusionContext): Conclusion {
  const code = verdictCodeOf(facts, context.subject);
  return conclusionOf(code, VALUES_BY_CODE[code](facts, context));
}

/** A conclusion with its class; used directly where it rests on no facts (`unreadable`, `foreign-code`, `rate`). */
export function conclusionOf<Code extends VerdictCode>(code: Code, values: VerdictValues[Code]): Conclusion {
  // A member of the union for each code: the compiler cannot follow the index, the signature holds it together.
  return { code, class: VERDICT_CLASSES[code], values } as Conclusion;
}
