import type { LicenceTypeDefinition } from '../../definition/licence-type-definition.ts';
import { ONE_NAME_SEAL } from '../issuing-profile.ts';
import { choice, date, optional, photo, SEXES, text } from '../sample-fields.ts';
import { placeholderBodyCode } from '../synthetic-codes.ts';

const LABOUR_MINISTRY = placeholderBodyCode('0305');

/** 职业资格证书 with the holder's photo; the number is the 管理号 of the examination. */
export const PROFESSIONAL_QUALIFICATION: LicenceTypeDefinition = {
  code: `${LABOUR_MINISTRY}001`,
  name: { zh: '职业资格证书', en: 'Professional Qualification Certificate' },
  publicClass: 'personal',
  holders: {
    holderClass: 'natural-person',
    min: 1,
    max: 1,
    codeTypes: ['111', '414', '511', '516', '553'],
    codeRequired: true,
    shares: false,
  },
  directory: {
    definingBodyName: '人力资源和社会保障部',
    definingBodyCode: LABOUR_MINISTRY,
    definingBodyLevel: 'state',
    issuingLevels: ['province', 'city'],
    validityRange: { zh: '长期', en: 'Long-term' },
    basis: ['《中华人民共和国劳动法》第六十九条', '《国家职业资格目录（2021年版）》'],
  },
  numbering: {
    label: { zh: '管理号', en: 'Number' },
    pattern: '20\\d{2}1405\\d{12}',
    example: '20261405014050000123',
  },
  fields: [
    choice(['KZ_XB', '性别', 'Sex', 'personal'], SEXES),
    date(['KZ_CSRQ', '出生日期', 'Date of birth', 'personal']),
    text(['KZ_ZYMC', '职业名称', 'Profession', 'holder-name'], 60),
    choice(
      ['KZ_ZGJB', '资格级别', 'Level', 'holder-name'],
      [
        ['1', '一级', 'Level 1'],
        ['2', '二级', 'Level 2'],
        ['3', '三级', 'Level 3'],
        ['4', '四级', 'Level 4'],
        ['5', '五级', 'Level 5'],
      ],
    ),
    date(['KZ_PZRQ', '批准日期', 'Date of approval', 'dates']),
    optional(photo(['KZ_ZP', '照片', 'Photo', 'personal'], 50)),
  ],
  validity: { kind: 'long-term' },
  signature: ONE_NAME_SEAL,
  items: [{ itemCode: '000114009000', itemName: '职业资格证书核发' }],
  faceTemplateVersion: 1,
};
