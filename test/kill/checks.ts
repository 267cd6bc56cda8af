import type { Check } from './check.ts';
import { CHECKS_OF_ANSWERS } from './checks-of-answers.ts';
import { CHECKS_OF_REGISTER } from './checks-of-register.ts';
import { CHECKS_OF_SIGNATURES } from './checks-of-signatures.ts';

/** Without these three a power cut takes what was answered; SIGKILL alone would not tell. */
const DURABLE_SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

const DURABILITY: Check = {
  title: `the database server runs with ${DURABLE_SETTINGS.join(', ')}`,
  objections: ({ settings }) =>
    DURABLE_SETTINGS.filter((name) => settings.get(name) !== 'on').map(
      (name) => `${name} is ${settings.get(name)}`,
    ),
  tampered: (evidence) => ({ ...evidence, settings: new Map([...evidence.settings, ['fsync', 'off']]) }),
};

/** All that must hold, in the order of the report. */
export const CHECKS: readonly Check[] = [
  DURABILITY,
  ...CHECKS_OF_ANSWERS,
  ...CHECKS_OF_REGISTER,
  ...CHECKS_OF_SIGNATURES,
];
