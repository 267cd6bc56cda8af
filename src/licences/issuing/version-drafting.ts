import { Inject, Injectable } from '@nestjs/common';
import type { Unit } from '../../access/units/unit.ts';
import { UnitsQueries } from '../../access/units/units.queries.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import type { Holder } from '../../holders/holder.ts';
import { HolderSealing } from '../../holders/holder-sealing.ts';
import type { Seal } from '../../seals/seal.ts';
import { chooseSeal } from '../../seals/seal-choice.ts';
import { SealsQueries } from '../../seals/seals.queries.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError, type FieldProblem } from '../../shared/domain-error.ts';
import { newId, randomToken } from '../../shared/ids.ts';
import { type DrawnFace, drawFace } from '../../typesetting/draw-face.ts';
import { formatLicenceIdentifier } from '../licence-identifier.ts';
import type { VersionRequest } from '../licence-requests.ts';
import { type LicenceContent, LicenceSecrets } from '../licence-secrets.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { StatementMaking } from '../statement/statement-making.ts';
import { firstDayOf, lastDayOf } from '../states/licence-term.ts';
import { inRequestTerms } from './face-refusal.ts';
import { type IssuableType, IssuableTypes } from './issuable-types.ts';
import { issuanceBlockers } from './issuance-blockers.ts';
import { faceDataOfLicence, faceDocumentOfLicence } from './licence-document.ts';
import type { LicenceFacts } from './licence-facts.ts';
import type { NewLicenceVersion } from './licence-version.ts';
import { publicFieldsOf } from './public-fields.ts';

/** What a version is drafted for. */
export interface DraftOrder {
  readonly unitId: string;
  readonly typeCode: string;
  readonly licenceId: string;
  readonly serial: string;
  readonly number: string;
  readonly version: number;
  readonly request: VersionRequest;
  /** Why the version comes to be, as its event will say. */
  readonly cause: Pick<LicenceContent, 'reason' | 'legalBasis' | 'documentReference'>;
}

/** A version that is drawn and ready to be entered; nothing of it stands anywhere yet. */
export interface VersionDraft {
  readonly type: IssuableType;
  readonly facts: LicenceFacts;
  readonly content: LicenceContent;
  readonly drawn: DrawnFace;
  /** In the order of signing. */
  readonly seals: readonly Seal[];
  readonly version: NewLicenceVersion;
}

/** Checks what a department sends, gives it identifier, token and statement, and draws it. */
@Injectable()
export class VersionDrafting {
  constructor(
    @Inject(IssuableTypes) private readonly types: IssuableTypes,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(SealsQueries) private readonly seals: SealsQueries,
    @Inject(HolderSealing) private readonly holderSealing: HolderSealing,
    @Inject(LicenceSecrets) private readonly secrets: LicenceSecrets,
    @Inject(StatementMaking) private readonly statements: StatementMaking,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Drafts a version.
   *
   * @throws DomainError licence.refused with all reasons, face-refused with all that does not fit the face
   */
  async draft(order: DraftOrder): Promise<VersionDraft> {
    const [type, unit, seals] = await Promise.all([
      this.types.current(order.typeCode),
      this.units.unitOf(order.unitId),
      this.seals.sealsOf(order.unitId),
    ]);
    if (!type || !unit) throw refusal([{ path: 'licenceType', code: 'catalogue.type-not-found' }]);
    const chosen = await this.check(order, type, unit, seals);
    const facts = await this.factsOf(order, type, unit);
    const drawn = drawLicence(type, facts);
    const content = contentOf(order, facts);
    const version = this.rowOf(order, type, facts, unit, content);
    return { type, facts, content, drawn, seals: chosen, version };
  }

  /** @returns the seals that the type asks for, in the order of signing */
  private async check(
    order: DraftOrder,
    type: IssuableType,
    unit: Unit,
    seals: readonly Seal[],
  ): Promise<Seal[]> {
    const now = this.clock.now();
    const chosen = sealsFor(type, seals, now);
    const blockers = issuanceBlockers(order.request, order.number, {
      definition: type.definition,
      issuer: { endedOn: unit.endedOn, mayIssue: unit.issuing || order.version > 1 },
      isIssuer: await this.types.isIssuer(type.typeId, order.unitId),
      hasSeals: chosen !== null,
      now,
    });
    if (blockers.length > 0 || chosen === null) throw refusal(blockers);
    return chosen;
  }

  private async factsOf(order: DraftOrder, type: IssuableType, unit: Unit): Promise<LicenceFacts> {
    const { request, serial, version, number } = order;
    const { definition } = type;
    const identifier = { typeCode: definition.code, issuerCode: unit.uscc, serial, version };
    const end = lastDayOf(definition.validity, request);
    const dates = {
      issuedOn: request.issuedOn,
      effectiveOn: firstDayOf(request),
      expiresOn: end.ok ? end.endsOn : null,
    };
    const holders = holdersOf(type, request);
    const token = randomToken();
    return {
      definition,
      identifier: formatLicenceIdentifier(identifier),
      token,
      checkAddress: checkAddressOf(this.config.publicOrigin, token),
      statement: await this.statements.make({ identifier, ...dates }, holders),
      number,
      issuerName: unit.nameZh,
      issuerUscc: unit.uscc,
      ...dates,
      holders,
      fields: request.fields,
      drawnAt: this.clock.now(),
    };
  }

  private rowOf(
    order: DraftOrder,
    type: IssuableType,
    facts: LicenceFacts,
    unit: Unit,
    content: LicenceContent,
  ): NewLicenceVersion {
    const { request, licenceId } = order;
    const id = newId();
    return {
      id,
      licenceId,
      version: order.version,
      identifier: facts.identifier,
      token: facts.token,
      typeVersionId: type.versionId,
      issuerUnitId: unit.id,
      issuerName: unit.nameZh,
      issuerUscc: unit.uscc,
      regionCode: unit.regionCode,
      issuedOn: facts.issuedOn,
      effectiveOn: facts.effectiveOn,
      expiresOn: facts.expiresOn,
      caseNumber: request.caseNumber,
      itemCode: request.itemCode ?? null,
      caseClosedAt: new Date(request.caseClosedAt),
      actingOfficerSealed: this.secrets.sealOfficer(licenceId, request.actingOfficer),
      contentSealed: this.secrets.sealContent(id, content),
      publicFields: publicFieldsOf(type.definition.fields, facts.fields),
      drawnAt: facts.drawnAt,
      holders: this.holderSealing.seal(id, facts.holders),
    };
  }
}

/** Draws the face of a version. @throws DomainError face-refused with paths of the request */
export function drawLicence(type: Pick<IssuableType, 'face'>, facts: LicenceFacts): DrawnFace {
  try {
    return drawFace(type.face, faceDataOfLicence(facts), faceDocumentOfLicence(facts));
  } catch (error) {
    throw inRequestTerms(error);
  }
}

/** What the QR code leads to, in capitals: the alphanumeric mode of the code has no others. */
export function checkAddressOf(publicOrigin: string, token: string): string {
  return `${publicOrigin}/V/${token}`.toUpperCase();
}

/** The unit's seals that a type asks for, in the order of signing; `null` when one is missing. */
export function sealsFor(type: IssuableType, seals: readonly Seal[], at: Date): Seal[] | null {
  const { signature } = type.definition;
  const required = [...signature.seals].sort((left, right) => left.order - right.order);
  const chosen = required.map((requirement) => chooseSeal(seals, requirement, signature.suite, at));
  return chosen.every((seal) => seal !== null) ? chosen : null;
}

function contentOf({ request, cause }: DraftOrder, { statement }: LicenceFacts): LicenceContent {
  return { fields: request.fields, statement, ...cause };
}

/** Roles follow from the type where it has them. */
function holdersOf({ definition }: IssuableType, { holders }: VersionRequest): Holder[] {
  return holders.map((holder, at) => ({
    ...holder,
    role: definition.holders.roles?.[at]?.code ?? holder.role ?? 'holder',
  }));
}

function refusal(problems: readonly FieldProblem[]): DomainError<LicencesErrorCode> {
  return new DomainError('invalid', 'licence.refused', { problems });
}
