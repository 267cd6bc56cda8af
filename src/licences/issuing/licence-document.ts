import type { FieldDefinition } from '../../catalogue/definition/field-definition.ts';
import { faceDataOf } from '../../catalogue/face/face-data.ts';
import { faceWords } from '../../catalogue/face/face-words.ts';
import type { Holder } from '../../holders/holder.ts';
import { holderCodeTypeOf } from '../../shared/codes/holder-code-types.ts';
import type { FaceData } from '../../typesetting/face-template.ts';
import type { ExtensionElement, FaceAttachment, FaceDocument } from '../../typesetting/pdf/face-document.ts';
import type { LicenceFacts } from './licence-facts.ts';

/** How GB/T 36903 writes a licence without end (长期). */
const ENDLESS = '9999-12-31';

/** What the slots of the face are filled with. */
export function faceDataOfLicence(facts: LicenceFacts): FaceData {
  const roleNames = new Map(facts.definition.holders.roles?.map(({ code, label }) => [code, label.zh]));
  return faceDataOf(facts.definition, {
    identifier: facts.identifier,
    licenceNumber: facts.number,
    issuerNames: [facts.issuerName],
    issuedOn: facts.issuedOn,
    validFrom: facts.effectiveOn,
    validUntil: facts.expiresOn,
    holders: facts.holders.map(({ name, codeType, code, role, share }) => ({
      name,
      role: roleNames.get(role) ?? '',
      ...(codeType !== undefined && { codeType }),
      ...(code !== undefined && { code }),
      ...(share !== undefined && { share }),
    })),
    values: facts.fields,
    checkAddress: facts.checkAddress,
    checkToken: facts.token,
    statement: facts.statement,
  });
}

/** What the file says of itself: the elements of GB/T 36903 and the signed statement as an attachment. */
export function faceDocumentOfLicence(facts: LicenceFacts): FaceDocument {
  const { definition, holders } = facts;
  const typeOf = (holder: Holder) => holderCodeTypeOf(holder.codeType ?? '')?.name.zh ?? '';
  return {
    title: definition.name.zh,
    author: facts.issuerName,
    createdAt: facts.drawnAt,
    elements: {
      ZZLXMC: definition.name.zh,
      ZZLXDM: definition.code,
      ZZMC: definition.name.zh,
      ZZBH: facts.number,
      ZZBS: facts.identifier,
      ZZBFJG: [facts.issuerName],
      ZZBFJGDM: [facts.issuerUscc],
      ZZBFRQ: facts.issuedOn,
      CZZT: holders.map((holder) => holder.name),
      CZZTDM: holders.map((holder) => holder.code ?? ''),
      CZZTDMLX: holders.map(typeOf),
      CZZTDMLXDM: holders.map((holder) => holder.codeType ?? ''),
      ZZYXQQSRQ: facts.effectiveOn,
      ZZYXQJZRQ: facts.expiresOn ?? ENDLESS,
      CJSJ: facts.drawnAt.toISOString(),
    },
    extensions: definition.fields.flatMap((field) => extensionOf(field, facts.fields[field.name])),
    attachments: [statementFile(facts.statement)],
  };
}

/** Fields that are one text; lists, persons and pictures stand on the face alone. */
function extensionOf(field: FieldDefinition, value: unknown): ExtensionElement[] {
  if (field.kind === 'rows' || field.kind === 'person' || field.kind === 'picture') return [];
  const words = faceWords(field, value);
  return words === '' ? [] : [{ shortName: field.name, name: field.label.zh, value: words }];
}

function statementFile(statement: string): FaceAttachment {
  return {
    fileName: 'statement.txt',
    mimeType: 'text/plain',
    description: '签名声明（可离线核验）',
    relationship: 'Supplement',
    bytes: new TextEncoder().encode(statement),
  };
}
