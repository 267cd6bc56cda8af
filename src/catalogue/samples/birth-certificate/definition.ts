import type { LicenceTypeDefinition } from '../../definition/licence-type-definition.ts';
import { businessSeal } from '../issuing-profile.ts';
import { choice, date, number, optional, person, SEXES, text } from '../sample-fields.ts';
import { placeholderBodyCode } from '../synthetic-codes.ts';

const HEALTH_COMMISSION = placeholderBodyCode('0304');
const PARENT_DOCUMENTS = ['111', '414', '511', '516', '553', '999'];

/** 出生医学证明: the holder is a newborn without a number; number one letter and nine digits. */
export const BIRTH_CERTIFICATE: LicenceTypeDefinition = {
  code: `${HEALTH_COMMISSION}001`,
  name: { zh: '出生医学证明', en: 'Medical Certificate of Birth' },
  publicClass: 'personal',
  holders: {
    holderClass: 'natural-person',
    min: 1,
    max: 1,
    roles: [{ code: 'child', label: { zh: '新生儿', en: 'Newborn' } }],
    codeTypes: ['111'],
    codeRequired: false,
    shares: false,
  },
  directory: {
    definingBodyName: '国家卫生健康委员会',
    definingBodyCode: HEALTH_COMMISSION,
    definingBodyLevel: 'state',
    issuingLevels: ['city', 'county'],
    validityRange: { zh: '长期', en: 'Long-term' },
    basis: ['《中华人民共和国母婴保健法》第二十三条'],
  },
  numbering: {
    label: { zh: '出生证编号', en: 'Birth number' },
    pattern: '[A-Z]\\d{9}',
    example: 'X140500123',
  },
  fields: [
    choice(['KZ_XB', '性别', 'Sex', 'personal'], SEXES),
    date(['KZ_CSRQ', '出生日期', 'Date of birth', 'personal']),
    text(['KZ_CSSJ', '出生时间', 'Time of birth', 'personal'], 10, {
      pattern: '([01]\\d|2[0-3])时[0-5]\\d分',
      patternHint: { zh: '如08时35分', en: 'like 08时35分' },
    }),
    text(['KZ_CSYZ', '出生孕周', 'Gestation', 'personal'], 20),
    number(['KZ_CSTZ', '出生体重', 'Weight at birth', 'personal'], ['200', '9999'], 0, ['克', 'g']),
    number(['KZ_CSSC', '出生身长', 'Length at birth', 'personal'], ['20', '80'], 1, ['厘米', 'cm']),
    text(['KZ_CSDD', '出生地点', 'Place of birth', 'personal'], 60),
    text(['KZ_JSJG', '接生机构', 'Facility', 'personal'], 60),
    ...parentFields('KZ_MQ', '母亲', 'mother').map((field, at) => (at === 0 ? field : optional(field))),
    ...parentFields('KZ_FQ', '父亲', 'father').map(optional),
  ],
  validity: { kind: 'long-term' },
  signature: businessSeal('出生医学证明专用章'),
  items: [{ itemCode: '000123012000', itemName: '出生医学证明签发' }],
  faceTemplateVersion: 1,
};

/** The father may be unknown; of a foundling neither parent is, so that only the mother's entry stands firm. */
function parentFields(name: string, zh: string, en: string) {
  return [
    person([name, zh, `The ${en}`, 'identity'], PARENT_DOCUMENTS),
    number([`${name}NL`, `${zh}年龄`, `Age of the ${en}`, 'personal'], ['10', '120'], 0, ['岁', 'years']),
    text([`${name}GJ`, `${zh}国籍`, `Nationality of the ${en}`, 'personal'], 30),
    text([`${name}MZ`, `${zh}民族`, `Ethnic group of the ${en}`, 'personal'], 20),
    text([`${name}ZZ`, `${zh}住址`, `Address of the ${en}`, 'personal'], 100),
  ];
}
