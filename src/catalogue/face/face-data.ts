import type { CalendarDate } from '../../shared/calendar-date.ts';
import { holderCodeTypeOf } from '../../shared/codes/holder-code-types.ts';
import type { FaceData } from '../../typesetting/face-template.ts';
import type { FieldDefinition, FieldOfKind, ScalarFieldDefinition } from '../definition/field-definition.ts';
import { PersonValue, PictureValue } from '../definition/field-value-rules.ts';
import type { FieldValues } from '../definition/field-values.ts';
import type { LicenceTypeDefinition } from '../definition/licence-type-definition.ts';
import { faceWords, longDate } from './face-words.ts';

/** One holder as the face shows it. */
export interface FaceHolder {
  readonly name: string;
  readonly codeType?: string;
  readonly code?: string;
  readonly role?: string;
  /** In words as the register writes it: 50%, 三分之一. */
  readonly share?: string;
}

/** Everything a face can show of one licence; values have passed `checkFieldValues`. */
export interface FaceSubject {
  readonly identifier: string;
  readonly licenceNumber: string;
  readonly issuerNames: readonly string[];
  readonly issuedOn: CalendarDate;
  readonly validFrom: CalendarDate;
  /** `null`: long-term. */
  readonly validUntil: CalendarDate | null;
  readonly holders: readonly FaceHolder[];
  readonly values: FieldValues;
  readonly checkAddress: string;
  readonly checkToken: string;
  readonly statement: string;
}

/** Columns of the table `holders`. */
export const HOLDER_COLUMNS = ['ordinal', 'name', 'codeType', 'code', 'role', 'share'] as const;

/**
 * The words and pictures of one licence by the names that templates use: what every licence has (`licenceNumber`,
 * `holderName`, `holder2Code`, `validity` …), the type's own fields (`KZ_JYFW`; `KZ_MQ.name` for a person's parts)
 * and the tables `holders` and those of list fields. Optional fields without a value are empty, so nothing is missing.
 */
export function faceDataOf(definition: LicenceTypeDefinition, subject: FaceSubject): FaceData {
  const { fields } = definition;
  return {
    texts: {
      ...licenceTexts(subject),
      ...holderTexts(definition, subject.holders),
      ...fieldTexts(fields, subject.values),
    },
    tables: { holders: subject.holders.map(holderRow), ...fieldTables(fields, subject.values) },
    photos: fieldPhotos(fields, subject.values),
    checkAddress: subject.checkAddress,
    checkToken: subject.checkToken,
    statement: subject.statement,
  };
}

function licenceTexts(subject: FaceSubject): Record<string, string> {
  const until = subject.validUntil === null ? '长期' : longDate(subject.validUntil);
  return {
    identifier: subject.identifier,
    licenceNumber: subject.licenceNumber,
    issuerName: subject.issuerNames.join('、'),
    issuedOn: longDate(subject.issuedOn),
    validFrom: longDate(subject.validFrom),
    validUntil: until,
    validity: `${longDate(subject.validFrom)}至${until}`,
  };
}

/** Names and codes of all holders together, and of each by its place up to the most the type allows. */
function holderTexts({ holders: rule }: LicenceTypeDefinition, holders: readonly FaceHolder[]) {
  const texts: Record<string, string> = {
    holderName: holders.map((holder) => holder.name).join('、'),
    holderCode: holders.flatMap((holder) => holder.code ?? []).join('、'),
  };
  for (let ordinal = 1; ordinal <= rule.max; ordinal += 1) {
    const holder = holders[ordinal - 1];
    texts[`holder${ordinal}Name`] = holder?.name ?? '';
    texts[`holder${ordinal}Code`] = holder?.code ?? '';
    texts[`holder${ordinal}CodeType`] = codeTypeName(holder?.codeType);
    texts[`holder${ordinal}Share`] = holder?.share ?? '';
  }
  return texts;
}

function holderRow(holder: FaceHolder, at: number): Record<(typeof HOLDER_COLUMNS)[number], string> {
  return {
    ordinal: String(at + 1),
    name: holder.name,
    codeType: codeTypeName(holder.codeType),
    code: holder.code ?? '',
    role: holder.role ?? '',
    share: holder.share ?? '',
  };
}

function fieldTexts(fields: readonly FieldDefinition[], values: FieldValues): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const field of fields)
    if (field.kind !== 'rows' && field.kind !== 'picture')
      Object.assign(texts, scalarTexts(field, values[field.name]));
  return texts;
}

/** One text a field, three for a person. */
function scalarTexts(field: ScalarFieldDefinition, value: unknown): Record<string, string> {
  if (field.kind !== 'person') return { [field.name]: faceWords(field, value) };
  const person = PersonValue.safeParse(value).data;
  return {
    [`${field.name}.name`]: person?.name ?? '',
    [`${field.name}.codeType`]: codeTypeName(person?.codeType),
    [`${field.name}.code`]: person?.code ?? '',
  };
}

function fieldTables(fields: readonly FieldDefinition[], values: FieldValues) {
  const lists = fields.filter((field): field is FieldOfKind<'rows'> => field.kind === 'rows');
  return Object.fromEntries(
    lists.map((field) => {
      const rows = (values[field.name] ?? []) as readonly FieldValues[];
      return [field.name, rows.map((row) => fieldTexts(field.columns, row))];
    }),
  );
}

function fieldPhotos(fields: readonly FieldDefinition[], values: FieldValues): FaceData['photos'] {
  const pictures = fields.filter((field) => field.kind === 'picture');
  return Object.fromEntries(
    pictures.map((field) => {
      const picture = PictureValue.safeParse(values[field.name]).data;
      const bytes = picture && new Uint8Array(Buffer.from(picture.base64, 'base64'));
      return [field.name, bytes ? { format: picture.format, bytes } : null];
    }),
  );
}

function codeTypeName(code: string | undefined): string {
  return (code && holderCodeTypeOf(code)?.name.zh) || '';
}
