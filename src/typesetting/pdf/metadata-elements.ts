/** Short name (initials of the pinyin), Chinese name, English name, whether several values may stand. */
type ElementRow = readonly [shortName: string, name: string, englishName: string, many?: 'many'];

const ROWS = [
  ['ZZLXMC', '证照类型名称', 'certificateTypeName'],
  ['ZZLXDM', '证照类型代码', 'certificateTypeCode'],
  ['ZZMC', '证照名称', 'certificateName'],
  ['ZZBH', '证照编号', 'certificateNumber'],
  ['ZZBS', '证照标识', 'certificateIdentifier'],
  ['ZZBFJG', '证照颁发机构', 'certificateIssuingAuthorityName', 'many'],
  ['ZZBFJGDM', '证照颁发机构代码', 'certificateIssuingAuthorityCode', 'many'],
  ['ZZBFRQ', '证照颁发日期', 'certificateIssuedDate'],
  ['CZZT', '持证主体', 'certificateHolderName', 'many'],
  ['CZZTDM', '持证主体代码', 'certificateHolderCode', 'many'],
  ['CZZTDMLX', '持证主体代码类型', 'certificateHolderTypeName', 'many'],
  ['CZZTDMLXDM', '持证主体代码类型代码', 'certificateHolderTypeCode', 'many'],
  ['ZZYXQQSRQ', '证照有效期起始日期', 'certificateEffectiveDate'],
  ['ZZYXQJZRQ', '证照有效期截止日期', 'certificateExpiringDate'],
  ['ZZQZR', '证照签章人', 'certificateSigner'],
  ['ZZQZSJ', '证照签章时间', 'certificateSignTime'],
  ['ZZQZMC', '证照签章名称', 'certificateSealName'],
  ['CJSJ', '创建时间', 'createTime'],
  ['JZJZZSJ', '加注件制作时间', 'certificateCopyCreationTime'],
  ['JZJZZZ', '加注件制作者', 'certificateCopyCreator'],
  ['JZJZZSY', '加注件制作事由', 'certificateCopyCause'],
  ['JZJYXQJZSJ', '加注件有效期截止时间', 'certificateCopyExpiringTime'],
] as const satisfies readonly ElementRow[];

export type ElementShortName = (typeof ROWS)[number][0];

/** One element of GB/T 36903 metadata. */
export interface MetadataElement {
  readonly shortName: ElementShortName;
  readonly name: string;
  readonly englishName: string;
  readonly many: boolean;
}

/** The elements of GB/T 36903-2018 in its order, without the extension elements of single licence types. */
export const METADATA_ELEMENTS: readonly MetadataElement[] = (ROWS as readonly ElementRow[]).map(
  ([shortName, name, englishName, many]) => ({
    shortName: shortName as ElementShortName,
    name,
    englishName,
    many: many === 'many',
  }),
);
