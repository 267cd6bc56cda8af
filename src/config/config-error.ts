/** One variable that is wrong: its name and what would be right. Never its value. */
export interface VariableProblem {
  readonly variable: string;
  readonly expected: string;
}

/** The service cannot start with these variables. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly VariableProblem[]) {
    const lines = problems.map(({ variable, expected }) => `  ${variable}: ${expected}`);
    super(`the configuration is wrong; set these variables right and start again\n${lines.join('\n')}`);
  }
}
