import { Inject, Injectable } from '@nestjs/common';
import { formatLicenceIdentifier } from '../../licences/licence-identifier.ts';
import type { VerificationRecord } from '../../licences/reading/verification-record.ts';
import { standingAt } from '../../licences/states/licence-standing.ts';
import { OUT_OF_REACH, type OutOfReach, Register } from '../lookups/register.ts';
import { StatementChecks } from '../lookups/statement-checks.ts';
import type { WrittenCode } from '../lookups/written-code.ts';
import type { VisibilityKey } from '../verdict/visible-fields.ts';
import type { IssuedStanding, RegisterFinding } from './register-finding.ts';

/** The licence that a file is, or says it is. */
export interface LocatedLicence {
  readonly record: VerificationRecord | null;
  readonly isOutOfReach: boolean;
  /** False when the file named nothing that could be asked for. */
  readonly wasAsked: boolean;
  /** False when the codes of one picture lead to different licences. */
  readonly isOneLicence: boolean;
  /** What the way to the licence entitles to see. */
  readonly key: VisibilityKey;
}

/** Finds the licence of a file: by its digest, which is proof, or by what it claims, which is only a question. */
@Injectable()
export class FileLookups {
  constructor(
    @Inject(Register) private readonly register: Register,
    @Inject(StatementChecks) private readonly statements: StatementChecks,
  ) {}

  /** The licence whose registered original these bytes are. */
  async byDigest(sha256: Buffer): Promise<LocatedLicence> {
    return located([await this.register.byDigest(sha256)], 'file');
  }

  /** The licence that codes on the pages, or identifiers in the metadata, name; a code that was seen counts more. */
  async byClaims(codes: readonly WrittenCode[], identifiers: readonly string[]): Promise<LocatedLicence> {
    const ours = codes.filter(({ kind }) => kind !== 'foreign');
    const [first] = ours;
    if (first) return located(await Promise.all(ours.map((code) => this.byCode(code))), keyOf(first));
    const found = await Promise.all(identifiers.map((identifier) => this.register.byIdentifier(identifier)));
    return located(found, 'identifier-alone');
  }

  /** What the register comes to for a licence that was looked for. */
  findingOf({ record, isOutOfReach, wasAsked }: LocatedLicence, now: Date): RegisterFinding {
    if (record) return { kind: 'found', standing: standingAt(record, now) as IssuedStanding };
    if (isOutOfReach) return OUT_OF_REACH;
    return wasAsked ? { kind: 'not-found' } : { kind: 'nothing-to-look-up' };
  }

  private byCode(code: WrittenCode): Promise<VerificationRecord | OutOfReach | null> {
    switch (code.kind) {
      case 'token':
        return this.register.byToken(code.token);
      case 'identifier':
        return this.register.byIdentifier(code.identifier);
      case 'statement': {
        const statement = this.statements.read(code.text);
        return statement
          ? this.register.byIdentifier(formatLicenceIdentifier(statement.identifier))
          : Promise.resolve(null);
      }
      case 'foreign':
        return Promise.resolve(null);
    }
  }
}

function keyOf({ kind }: WrittenCode): VisibilityKey {
  if (kind === 'token') return 'token';
  return kind === 'statement' ? 'statement' : 'identifier-alone';
}

function located(
  found: readonly (VerificationRecord | OutOfReach | null)[],
  key: VisibilityKey,
): LocatedLicence {
  const records = found.filter((each): each is VerificationRecord => each !== null && each !== OUT_OF_REACH);
  return {
    record: records[0] ?? null,
    isOutOfReach: found.includes(OUT_OF_REACH),
    wasAsked: found.length > 0,
    isOneLicence: new Set(records.map(({ versionId }) => versionId)).size <= 1,
    key,
  };
}
