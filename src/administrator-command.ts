import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import type { CreatedAccount } from './access/accounts/accounts.service.ts';
import { FirstAdministratorsService } from './access/accounts/first-administrators.service.ts';
import { loginProblem } from './access/accounts/login-name.ts';
import { staffNameProblem } from './access/accounts/staff-name.ts';
import { UnitsQueries } from './access/units/units.queries.ts';
import { UnitsService } from './access/units/units.service.ts';
import { AuditLog } from './audit/audit-log.ts';
import type { SystemCause } from './audit/audit-origin.ts';
import { lineOf, linesOf } from './domain-error-lines.ts';
import { TransactionRunner } from './platform/database/transaction-runner.ts';
import { withServiceContext } from './service-context.ts';
import { usccProblems } from './shared/codes/uscc.ts';
import { DomainError } from './shared/domain-error.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `zhaozhang administrator --login LOGIN --name NAME --unit USCC
    makes a security administrator and shows their one-time enrolment code; refused once there are two
  where the register holds no unit yet, the first one is entered with it:
    --unit-name 名称 --unit-name-en NAME --region 6-DIGITS`;

const CAUSE: SystemCause = { kind: 'system', id: 'administrator-command' };
const OPTIONS = ['login', 'name', 'unit', 'unit-name', 'unit-name-en', 'region'] as const;

interface Options {
  readonly login: string;
  readonly name: string;
  /** USCC. */
  readonly unit: string;
  readonly 'unit-name'?: string;
  readonly 'unit-name-en'?: string;
  readonly region?: string;
}

/**
 * Makes one of the first two security administrators, or one in place of somebody lost (docs/operations.md, People).
 *
 * @param print is given what is to be shown, the enrolment code among it: this once, it is kept nowhere
 * @throws UsageError with the line to show; ConfigError
 */
export async function runAdministratorCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: (text: string) => void,
): Promise<void> {
  const options = readAdministratorOptions(args);
  const { login, name, unit } = options;
  try {
    const created = await withServiceContext(environment, async (app) => {
      const unitId = await unitIdOf(app, unit, options);
      return app.get(FirstAdministratorsService, { strict: false }).create(CAUSE, { login, name, unitId });
    });
    print(wordsFor(login, created));
  } catch (error) {
    throw error instanceof DomainError ? new UsageError(linesOf(error)) : error;
  }
}

/**
 * The options of the command, checked as far as that goes without the register.
 *
 * @throws UsageError
 */
export function readAdministratorOptions(args: readonly string[]): Options {
  const { login, name, unit, ...others } = parse(args);
  if (!login || !name || !unit) throw new UsageError(USAGE);
  const problem = loginProblem(login) ?? staffNameProblem(name);
  if (problem) throw new UsageError(lineOf(problem));
  if (usccProblems(unit).length > 0) throw new UsageError(`--unit ${unit} is no unified social credit code`);
  return { login, name, unit, ...others };
}

function parse(args: readonly string[]): Partial<Options> {
  const known = OPTIONS.map((name) => [name, { type: 'string' as const }]);
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(known) }).values as Partial<Options>;
  } catch {
    throw new UsageError(USAGE);
  }
}

async function unitIdOf(app: INestApplicationContext, uscc: string, options: Options): Promise<string> {
  const units = await app.get(UnitsQueries, { strict: false }).all();
  const unit = units.find((one) => one.uscc === uscc);
  if (unit) return unit.id;
  if (units.length > 0) throw new UsageError(`--unit ${uscc}: ${lineOf('account.unknown-unit')}`);
  return foundFirstUnit(app, uscc, options);
}

/** In an empty register nobody could enter a unit: that takes an administrator, and every administrator has a unit. */
function foundFirstUnit(app: INestApplicationContext, uscc: string, options: Options): Promise<string> {
  const { 'unit-name': nameZh, 'unit-name-en': nameEn, region: regionCode } = options;
  if (!nameZh || !nameEn || !regionCode) throw new UsageError(`the register holds no unit yet\n${USAGE}`);
  return app.get(TransactionRunner, { strict: false }).run(async (tx) => {
    const { id } = await app.get(UnitsService, { strict: false }).create(tx, {
      ...{ uscc, nameZh, nameEn, regionCode, parentId: null, phone: null },
      ...{ managing: true, issuing: false, using: true },
    });
    await app.get(AuditLog, { strict: false }).appendConsequence(tx, CAUSE, {
      act: 'unit.create',
      outcome: 'succeeded',
      object: { kind: 'unit', id },
    });
    return id;
  });
}

const wordsFor = (login: string, { enrolment: { code, expiresAt } }: CreatedAccount): string =>
  `安全管理员 security administrator: ${login}
登记码 enrolment code, shown this once: ${code}
有效期至 good until ${expiresAt.toISOString()}: the person sets password and second factor with it when signing in
`;
