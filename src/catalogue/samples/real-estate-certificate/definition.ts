import type { LicenceTypeDefinition } from '../../definition/licence-type-definition.ts';
import { businessSeal } from '../issuing-profile.ts';
import { choice, optional, text } from '../sample-fields.ts';

/** 不动产权证书; the type code is the one in use nationally, the number line is that of 不动产登记暂行条例实施细则. */
export const REAL_ESTATE_CERTIFICATE: LicenceTypeDefinition = {
  code: '11100000MB03271699001',
  name: { zh: '不动产权证书', en: 'Real Estate Ownership Certificate' },
  publicClass: 'personal',
  holders: {
    holderClass: 'mixed',
    min: 1,
    max: 6,
    codeTypes: ['001', '111', '414', '511', '516', '553', '999'],
    codeRequired: true,
    shares: true,
  },
  directory: {
    definingBodyName: '自然资源部',
    definingBodyCode: '11100000MB03271699',
    definingBodyLevel: 'state',
    issuingLevels: ['city', 'county'],
    validityRange: { zh: '长期', en: 'Long-term' },
    basis: ['《中华人民共和国民法典》第二百一十七条', '《不动产登记暂行条例》第二十一条'],
  },
  numbering: {
    label: { zh: '不动产权证号', en: 'Certificate number' },
    pattern: '晋（20\\d{2}）\\p{Script=Han}{2,8}不动产权第\\d{7}号',
    example: '晋（2026）晋城市不动产权第0012345号',
  },
  fields: [
    choice(
      ['KZ_GYQK', '共有情况', 'Co-ownership', 'holder-name'],
      [
        ['0', '单独所有', 'Sole'],
        ['1', '共同共有', 'Joint'],
        ['2', '按份共有', 'By shares'],
      ],
    ),
    text(['KZ_ZL', '坐落', 'Location', 'personal'], 120),
    text(['KZ_BDCDYH', '不动产单元号', 'Unit number', 'personal'], 31, {
      pattern: '\\d{6} \\d{6} [A-Z]{2}\\d{5} [FLQW]\\d{8}',
      patternHint: { zh: '28位，分四段，段间一个空格', en: '28 characters in four groups' },
    }),
    text(['KZ_QLLX', '权利类型', 'Kind of right', 'holder-name'], 60),
    text(['KZ_QLXZ', '权利性质', 'Nature of right', 'holder-name'], 60),
    text(['KZ_YT', '用途', 'Use', 'holder-name'], 60),
    text(['KZ_MJ', '面积', 'Area', 'personal'], 80),
    text(['KZ_SYQX', '使用期限', 'Term of use', 'dates'], 120),
    optional(text(['KZ_QLQTZK', '权利其他状况', 'Other particulars', 'personal'], 400)),
  ],
  validity: { kind: 'long-term' },
  signature: businessSeal('不动产登记专用章'),
  items: [{ itemCode: '000115005000', itemName: '国有建设用地使用权及房屋所有权登记' }],
  faceTemplateVersion: 1,
};
