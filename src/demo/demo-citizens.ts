import { LICENCE_TYPE_SAMPLES } from '../catalogue/samples/licence-type-samples.ts';
import { syntheticCitizenNumber } from '../catalogue/samples/synthetic-codes.ts';

/** Somebody as the demo's identity provider knows them. */
export interface DemoCitizen {
  readonly name: string;
  readonly number: string;
  /** How they proved who they are: `face` is good enough, `phone` is not. */
  readonly level: 'face' | 'phone';
}

/** The made-up people who hold licences of the demo, and one whom nobody has identified well. */
export function demoCitizens(): DemoCitizen[] {
  const holders = LICENCE_TYPE_SAMPLES.flatMap(({ examples }) => examples[0].holders);
  const byNumber = new Map<string, DemoCitizen>();
  for (const { name, codeType, code } of holders)
    if (codeType === '111' && code) byNumber.set(code, { name, number: code, level: 'face' });
  return [
    ...byNumber.values(),
    { name: '王小二', number: syntheticCitizenNumber('19850520', '003'), level: 'phone' },
  ];
}
