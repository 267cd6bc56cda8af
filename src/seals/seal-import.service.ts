import { Inject, Injectable } from '@nestjs/common';
import type { Unit } from '../access/units/unit.ts';
import { UnitsQueries } from '../access/units/units.queries.ts';
import { AuditLog } from '../audit/audit-log.ts';
import type { SystemCause } from '../audit/audit-origin.ts';
import { TransactionRunner } from '../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/domain-error.ts';
import { SigningToken } from '../signing/token/signing-token.ts';
import { isKeyOnToken } from '../signing/token/token-key-check.ts';
import type { SealIdentity } from '../trust/seal-identity.ts';
import { storeSealKey } from '../trust/seal-key-store.ts';
import { TrustMaterial } from '../trust/trust-material.ts';
import type { Seal } from './seal.ts';
import { type SealImportProblem, sealImportProblems } from './seal-import-problems.ts';
import type { SealsErrorCode } from './seals.errors.ts';
import { SealsQueries } from './seals.queries.ts';
import { SealsService } from './seals.service.ts';

/** A key and certificate from a CA, and the seal that they are to be. */
export interface SealToImport {
  readonly identity: SealIdentity;
  /** DER of SESeal by a licensed maker (`.esl`), where there is one. */
  readonly electronicSealDer: Uint8Array | null;
  readonly unitUscc: string;
  readonly seal: Pick<Seal, 'code' | 'kind' | 'subLine' | 'diameterMm'>;
}

const CAUSE: SystemCause = { kind: 'system', id: 'keys-import' };

/** Makes seals of keys and certificates that a real CA has certified. */
@Injectable()
export class SealImport {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(SealsQueries) private readonly seals: SealsQueries,
    @Inject(SealsService) private readonly service: SealsService,
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(SigningToken) private readonly token: SigningToken,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores the key wrapped and enters the seal in use. The key comes first: a key without seal is harmless, and the
   * same command again goes on where it stopped.
   *
   * @returns the name of the key
   * @throws DomainError seal.unit-not-found, seal.code-taken, seal.import-refused with all problems; TrustError of
   *   `storeSealKey`; SigningError signing.token-unavailable
   */
  async import({ identity, electronicSealDer, unitUscc, seal }: SealToImport): Promise<{ keyId: string }> {
    const unit = await this.unitOf(unitUscc);
    if (await this.seals.statusOf(seal.code)) throw refusal('conflict', 'seal.code-taken');
    this.requireFit({ identity, electronicSealDer }, unit);
    await this.requireKeyOnToken(identity);
    const keyId = `seal-${seal.code}`;
    await storeSealKey(this.material.keys, keyId, identity, this.clock.now());
    if (electronicSealDer) await this.material.keys.addElectronicSeal(keyId, electronicSealDer);
    await this.enter({ ...seal, keyId, certificateDer: Buffer.from(identity.certificateDer) }, unit);
    return { keyId };
  }

  private async unitOf(uscc: string): Promise<Unit> {
    const unit = (await this.units.all()).find((one) => one.uscc === uscc);
    if (!unit) throw refusal('not-found', 'seal.unit-not-found');
    return unit;
  }

  private requireFit(given: Pick<SealToImport, 'identity' | 'electronicSealDer'>, unit: Unit): void {
    const { anchors, developmentCa } = this.material;
    const facts = { ...given, unit, anchors, isTrial: developmentCa !== null, now: this.clock.now() };
    const problems = sealImportProblems(facts);
    if (problems.length > 0) throw refusal('invalid', 'seal.import-refused', problems);
  }

  private async requireKeyOnToken({ tokenKeyLabel, certificateDer }: SealIdentity): Promise<void> {
    if (tokenKeyLabel && !(await isKeyOnToken(this.token, tokenKeyLabel, certificateDer)))
      throw refusal('invalid', 'seal.import-refused', ['seal-import.other-key']);
  }

  private async enter(
    seal: SealToImport['seal'] & Pick<Seal, 'keyId' | 'certificateDer'>,
    unit: Unit,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const name = unit.nameZh + (seal.subLine ?? '');
      const id = await this.service.create(tx, { ...seal, unitId: unit.id, name });
      await this.auditLog.appendConsequence(tx, CAUSE, {
        act: 'seal.create',
        outcome: 'succeeded',
        object: { kind: 'seal', id },
        detail: { code: seal.code },
      });
    });
  }
}

const refusal = (
  kind: 'conflict' | 'invalid' | 'not-found',
  code: SealsErrorCode,
  problems: readonly SealImportProblem[] = [],
): DomainError<SealsErrorCode> =>
  new DomainError(kind, code, {
    problems: problems.map((problem) => ({ path: 'certificate', code: problem })),
  });
