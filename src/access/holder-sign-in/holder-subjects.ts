import { Inject, Injectable } from '@nestjs/common';
import { HolderSealing } from '../../holders/holder-sealing.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller, Grant } from '../../platform/http/caller.ts';
import type { SealedBox } from '../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';
import { newId } from '../../shared/ids.ts';
import type { SessionSubjects } from '../sessions/session-subjects.ts';
import type { VerifiedPerson } from './verified-person.ts';

/** What holders may do with what is theirs; whose that is, `holderOf` and the queries say. */
const OWN_LICENCES: Grant = {
  acts: new Set(['own-licence.list', 'own-licence.read', 'own-licence.read-file', 'own-licence.read-log']),
  unitIds: [],
  typeCodes: null,
  needsPurpose: false,
};

/** People who have signed in through the real-name provider; everything outside this file knows them by a random id. */
@Injectable()
export class HolderSubjects implements SessionSubjects {
  readonly kind = 'holder';
  private readonly box: SealedBox;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HolderSealing) private readonly holders: HolderSealing,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.box = secrets.sealedBox('holder-subject.person');
  }

  async callerOf(): Promise<Pick<Caller, 'unitId' | 'officer' | 'grants'>> {
    return { unitId: null, officer: null, grants: [OWN_LICENCES] };
  }

  /** The id of a person who has just proved who they are, inside `tx`: the one they had, with their name of today. */
  async enter(tx: Tx, person: VerifiedPerson): Promise<string> {
    const candidates = this.holders.codeCandidates(person.number);
    const codeIndex = candidates[0] as Buffer;
    const sealed = this.box.seal(Buffer.from(JSON.stringify(person)), placeOf(codeIndex));
    const [known] = await tx.query<{ id: string }>(
      'holder-sign-in.update-subject',
      `UPDATE holder_subjects SET code_index = $2, person_sealed = $3, signed_in_at = clock_timestamp()
       WHERE code_index = ANY ($1) RETURNING id`,
      [candidates, codeIndex, sealed],
    );
    if (known) return known.id;
    // Somebody who signs in twice at once for the first time is one person all the same.
    const [added] = await tx.query<{ id: string }>(
      'holder-sign-in.insert-subject',
      `INSERT INTO holder_subjects (id, code_index, person_sealed) VALUES ($1, $2, $3)
       ON CONFLICT (code_index) DO UPDATE SET signed_in_at = clock_timestamp() RETURNING id`,
      [newId(), codeIndex, sealed],
    );
    return (added as { id: string }).id;
  }

  /** Who a subject is; null for an id that is none. */
  async personOf(id: string): Promise<VerifiedPerson | null> {
    const [row] = await this.database.query<{ codeIndex: Buffer; sealed: Buffer }>(
      'holder-sign-in.subject',
      'SELECT code_index AS "codeIndex", person_sealed AS sealed FROM holder_subjects WHERE id = $1',
      [id],
    );
    return row
      ? (JSON.parse(this.box.open(row.sealed, placeOf(row.codeIndex)).toString()) as VerifiedPerson)
      : null;
  }
}

const placeOf = (codeIndex: Buffer): string => `holder_subjects/${codeIndex.toString('hex')}/person`;
