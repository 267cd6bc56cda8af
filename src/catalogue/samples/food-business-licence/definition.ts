import type { LicenceTypeDefinition } from '../../definition/licence-type-definition.ts';
import { ONE_NAME_SEAL } from '../issuing-profile.ts';
import { choice, optional, text } from '../sample-fields.ts';

/** 食品经营许可证: five years, number JY and fourteen digits (食品经营许可和备案管理办法 第三十条). */
export const FOOD_BUSINESS_LICENCE: LicenceTypeDefinition = {
  code: '11100000MB0143028R032',
  name: { zh: '食品经营许可证', en: 'Food Business Licence' },
  publicClass: 'public-register',
  holders: {
    holderClass: 'mixed',
    min: 1,
    max: 1,
    codeTypes: ['001', '111'],
    codeRequired: true,
    shares: false,
  },
  directory: {
    definingBodyName: '国家市场监督管理总局',
    definingBodyCode: '11100000MB0143028R',
    definingBodyLevel: 'state',
    issuingLevels: ['city', 'county'],
    validityRange: { zh: '5年', en: 'Five years' },
    basis: ['《中华人民共和国食品安全法》第三十五条', '《食品经营许可和备案管理办法》'],
  },
  numbering: {
    label: { zh: '许可证编号', en: 'Licence number' },
    pattern: 'JY[123]1405\\d{9}',
    example: 'JY21405020012345',
  },
  fields: [
    text(['KZ_FDDBR', '法定代表人（负责人）', 'Legal representative or person in charge', 'public'], 100),
    text(['KZ_ZS', '住所', 'Domicile', 'public'], 120),
    text(['KZ_JYCS', '经营场所', 'Place of business', 'public'], 120),
    choice(
      ['KZ_ZTYT', '主体业态', 'Kind of business', 'public'],
      [
        ['1', '食品销售经营者', 'Food seller'],
        ['2', '餐饮服务经营者', 'Catering'],
        ['2-1', '餐饮服务经营者（中央厨房）', 'Catering, central kitchen'],
        ['3', '集中用餐单位食堂', 'Canteen'],
      ],
    ),
    text(['KZ_JYXM', '经营项目', 'Items of business', 'public'], 500),
    text(['KZ_RCJGJG', '日常监管机构', 'Supervising body', 'public'], 60),
    text(['KZ_TSJBDH', '投诉举报电话', 'Telephone for complaints', 'public'], 20, {
      pattern: '[0-9-]{5,20}',
      patternHint: { zh: '数字和短横', en: 'digits and hyphens' },
    }),
    optional(text(['KZ_QFR', '签发人', 'Signed by', 'public'], 50)),
  ],
  validity: { kind: 'years', years: 5 },
  signature: ONE_NAME_SEAL,
  items: [{ itemCode: '000131025000', itemName: '食品经营许可' }],
  faceTemplateVersion: 1,
};
