import { Inject, Injectable } from '@nestjs/common';
import { CatalogueQueries } from '../../catalogue/catalogue.queries.ts';
import { HolderSealing } from '../../holders/holder-sealing.ts';
import { formatLicenceIdentifier, readLicenceIdentifier } from '../../licences/licence-identifier.ts';
import type { VerificationRecord } from '../../licences/reading/verification-record.ts';
import type { Statement } from '../../licences/statement/statement.ts';
import type { Caller } from '../../platform/http/caller.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { usccProblems } from '../../shared/codes/uscc.ts';
import { atEvenTime } from '../../shared/even-answers.ts';
import { Answering } from '../answering.ts';
import type { RegisterFinding } from '../files/register-finding.ts';
import { bareReport, type ReportDraft } from '../report-draft.ts';
import { invalidInput } from '../verification.errors.ts';
import type { VerificationChannel, VerificationReport } from '../verification-report.ts';
import { Attempts } from './attempts.ts';
import { LookupReports } from './lookup-reports.ts';
import { OUT_OF_REACH, type OutOfReach, Register } from './register.ts';
import { StatementChecks } from './statement-checks.ts';
import { readToken } from './written-code.ts';

/** What every look-up may ask besides. */
export interface LookUpOptions {
  /** “Was it in force on that day?” */
  readonly on?: CalendarDate | undefined;
}

export interface NamedNumber {
  readonly licenceType: string;
  readonly number: string;
  readonly name: string;
}

type NotFound = Exclude<RegisterFinding, { kind: 'found' }>;

/** Checks by what people read or scan: token, identifier, face number, statement. */
@Injectable()
export class LookUps {
  constructor(
    @Inject(Register) private readonly register: Register,
    @Inject(LookupReports) private readonly reports: LookupReports,
    @Inject(Answering) private readonly answering: Answering,
    @Inject(HolderSealing) private readonly sealing: HolderSealing,
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(StatementChecks) private readonly statements: StatementChecks,
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By the 20 characters of the QR code. Text that is none is an unknown code, not an error: somebody scanned it. */
  async byToken(written: string, caller: Caller, options: LookUpOptions = {}): Promise<VerificationReport> {
    const now = this.clock.now();
    return this.answering.answer(await this.tokenDraft(written, now, options), caller, now);
  }

  /** The same answer as JSON (UTF-8), for the route that every scan comes to. */
  async jsonByToken(written: string, caller: Caller, options: LookUpOptions = {}): Promise<Buffer> {
    const now = this.clock.now();
    return this.answering.answerJson(await this.tokenDraft(written, now, options), caller, now);
  }

  private async tokenDraft(written: string, now: Date, { on }: LookUpOptions): Promise<ReportDraft> {
    const token = readToken(written);
    const found = token === null ? null : await this.register.byToken(token);
    if (!isRecord(found)) return this.reports.notFound('token', found ?? NOT_FOUND, now);
    if (on === undefined) return this.reports.scanned(found, now);
    return this.reports.found({ channel: 'token', key: 'token', record: found, now, on });
  }

  /**
   * By the licence identifier (GB/T 36904); with the name of any holder the answer tells more.
   *
   * @throws DomainError verification.invalid (identifier.form, identifier.check-character)
   */
  async byIdentifier(
    { identifier, name }: { readonly identifier: string; readonly name?: string | undefined },
    caller: Caller,
    { on }: LookUpOptions = {},
  ): Promise<VerificationReport> {
    const reading = readLicenceIdentifier(identifier);
    if (reading.kind === 'wrong-form') throw invalidInput({ path: 'identifier', code: 'identifier.form' });
    if (reading.kind === 'wrong-check-character')
      throw invalidInput({ path: 'identifier', code: 'identifier.check-character' });
    const now = this.clock.now();
    if (name === undefined || name.trim() === '') {
      const found = await this.register.byIdentifier(reading.text);
      const draft = isRecord(found)
        ? await this.reports.found({
            channel: 'identifier',
            key: 'identifier-alone',
            record: found,
            now,
            on: on ?? null,
          })
        : this.reports.notFound('identifier', found ?? NOT_FOUND, now);
      return this.answering.answer(draft, caller, now);
    }
    const draft = await this.guess('identifier', reading.text, name, caller, {
      typeCode: reading.identifier.typeCode,
      find: async () => [await this.register.byIdentifier(reading.text)],
      on,
    });
    return this.answering.answer(draft, caller, now);
  }

  /**
   * By the number on the face, its type and the name of any holder: all three, because numbers can be guessed.
   *
   * @throws DomainError verification.invalid (number.check-character)
   */
  async byNumber(
    { licenceType, number, name }: NamedNumber,
    caller: Caller,
    { on }: LookUpOptions = {},
  ): Promise<VerificationReport> {
    const written = number.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
    if (hasWrongCheckCharacter(written))
      throw invalidInput({ path: 'number', code: 'number.check-character' });
    const now = this.clock.now();
    const draft = await this.guess('number', `${licenceType}/${written}`, name, caller, {
      typeCode: licenceType,
      find: () => this.register.byNumber(licenceType, written),
      on,
    });
    return this.answering.answer(draft, caller, now);
  }

  /** By the signed statement of the second QR code: what it says is compared with the register. */
  async byStatement(
    written: string,
    caller: Caller,
    { on }: LookUpOptions = {},
  ): Promise<VerificationReport> {
    const now = this.clock.now();
    const statement = this.statements.read(written);
    const draft = statement
      ? await this.statementDraft(statement, now, on ?? null)
      : bareReport('statement', 'foreign-code', {});
    return this.answering.answer(draft, caller, now);
  }

  private async statementDraft(
    statement: Statement,
    now: Date,
    on: CalendarDate | null,
  ): Promise<ReportDraft> {
    const found = await this.register.byIdentifier(formatLicenceIdentifier(statement.identifier));
    if (!isRecord(found)) return this.reports.notFound('statement', found ?? NOT_FOUND, now);
    const differing = differingItems(statement, found);
    return this.reports.found({
      channel: 'statement',
      key: 'statement',
      record: found,
      now,
      on,
      differing,
      contentMatches:
        differing.length === 0
          ? { outcome: 'passed', reason: 'all-items-match' }
          : { outcome: 'failed', reason: 'items-differ' },
    });
  }

  /**
   * A number with a name. Whatever fails is counted, and of personal types a wrong number and a wrong name give the
   * same answer at the same even time after the same work.
   */
  private async guess(
    channel: VerificationChannel,
    subject: string,
    name: string,
    caller: Caller,
    ask: {
      readonly typeCode: string;
      readonly find: () => Promise<readonly Looked[]>;
      readonly on: CalendarDate | undefined;
    },
  ): Promise<ReportDraft> {
    const startedAt = performance.now();
    const now = this.clock.now();
    const minutes = this.attempts.minutesToWait(caller.address, subject, now);
    if (minutes > 0) return bareReport(channel, 'rate', { minutes });
    const [found, publicClass] = await Promise.all([ask.find(), this.publicClassOf(ask.typeCode)]);
    const record = found.filter(isRecord).find((each) => this.isNamed(each, name));
    if (record) {
      const key = channel === 'number' ? 'number' : 'identifier-and-name';
      return this.reports.found({ channel, key, record, now, on: ask.on ?? null });
    }
    if (found.includes(OUT_OF_REACH)) return this.reports.notFound(channel, OUT_OF_REACH, now);
    const triesLeft = this.attempts.spend(caller.address, subject, now);
    const finding = notMatching(publicClass, found.some(isRecord));
    const draft = this.reports.notFound(channel, finding, now, triesLeft);
    await atEvenTime(startedAt, LOOK_UP_STEP_MS);
    return draft;
  }

  private isNamed({ holders }: VerificationRecord, name: string): boolean {
    return holders.some((holder) => this.sealing.isNamed(holder, name));
  }

  /** Types that the catalogue does not know are nobody's secret. */
  private async publicClassOf(typeCode: string): Promise<'public-register' | 'personal' | null> {
    const known = await this.catalogue.currentOf(typeCode).catch(() => null);
    return known?.definition.publicClass ?? null;
  }
}

type Looked = VerificationRecord | OutOfReach | null;

/** Longer than any look-up by number takes. */
const LOOK_UP_STEP_MS = 30;

const NOT_FOUND: NotFound = { kind: 'not-found' };

const isRecord = (looked: Looked): looked is VerificationRecord => looked !== null && !('kind' in looked);

function notMatching(publicClass: 'public-register' | 'personal' | null, numberExists: boolean): NotFound {
  if (publicClass === 'personal') return { kind: 'not-matching', personal: true };
  return numberExists ? { kind: 'not-matching', personal: false } : NOT_FOUND;
}

/** Credit codes of companies carry a check character (GB 32100); other numbers are as their field makes them. */
function hasWrongCheckCharacter(number: string): boolean {
  const code = number.toUpperCase();
  return /^9[123]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code) && usccProblems(code).includes('uscc.check');
}

/** Items of a statement of ours that the register has otherwise now: a correction, or a forged register. */
function differingItems(statement: Statement, record: VerificationRecord): string[] {
  const pairs = [
    ['issuedOn', statement.issuedOn, record.issuedOn],
    ['effectiveOn', statement.effectiveOn, record.effectiveOn],
    ['expiresOn', statement.expiresOn, record.expiresOn],
  ] as const;
  return pairs.filter(([, stated, registered]) => stated !== registered).map(([item]) => item);
}
