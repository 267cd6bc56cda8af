import type { LicenceTypeDefinition } from '../../definition/licence-type-definition.ts';
import { businessSeal } from '../issuing-profile.ts';
import { date, optional, photo, text } from '../sample-fields.ts';
import { placeholderBodyCode } from '../synthetic-codes.ts';

const CIVIL_AFFAIRS_MINISTRY = placeholderBodyCode('0303');

/** 结婚证: two holders, husband first; number J, region, year and serial (民政部 婚姻登记工作规范). */
export const MARRIAGE_CERTIFICATE: LicenceTypeDefinition = {
  code: `${CIVIL_AFFAIRS_MINISTRY}001`,
  name: { zh: '结婚证', en: 'Marriage Certificate' },
  publicClass: 'personal',
  holders: {
    holderClass: 'natural-person',
    min: 2,
    max: 2,
    roles: [
      { code: 'husband', label: { zh: '男方', en: 'Husband' } },
      { code: 'wife', label: { zh: '女方', en: 'Wife' } },
    ],
    codeTypes: ['111', '114', '115', '118', '119', '414', '511', '516', '553', '999'],
    codeRequired: true,
    shares: false,
  },
  directory: {
    definingBodyName: '民政部',
    definingBodyCode: CIVIL_AFFAIRS_MINISTRY,
    definingBodyLevel: 'state',
    issuingLevels: ['city', 'county'],
    validityRange: { zh: '长期', en: 'Long-term' },
    basis: ['《中华人民共和国民法典》第一千零四十九条', '《婚姻登记条例》'],
  },
  numbering: {
    label: { zh: '结婚证字号', en: 'Certificate number' },
    pattern: 'J1405\\d{2}-20\\d{2}-\\d{6}',
    example: 'J140502-2026-000123',
  },
  fields: [
    date(['KZ_DJRQ', '登记日期', 'Date of registration', 'dates']),
    text(['KZ_DJY', '婚姻登记员', 'Registrar', 'personal'], 50),
    text(['KZ_NANGJ', '男方国籍', 'Nationality of the husband', 'personal'], 30),
    date(['KZ_NANCSRQ', '男方出生日期', 'Husband’s date of birth', 'personal']),
    text(['KZ_NVGJ', '女方国籍', 'Nationality of the wife', 'personal'], 30),
    date(['KZ_NVCSRQ', '女方出生日期', 'Wife’s date of birth', 'personal']),
    photo(['KZ_HYZP', '双方合照', 'Photo of both', 'personal'], 100),
    optional(text(['KZ_BZ', '备注', 'Remarks', 'personal'], 60)),
  ],
  validity: { kind: 'long-term' },
  signature: businessSeal('婚姻登记专用章'),
  items: [{ itemCode: '000111008000', itemName: '内地居民婚姻登记' }],
  faceTemplateVersion: 1,
};
