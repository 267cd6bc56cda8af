import type { LicenceTypeDefinition } from '../../definition/licence-type-definition.ts';
import { ONE_NAME_SEAL } from '../issuing-profile.ts';
import { choice, date, text, yuan } from '../sample-fields.ts';

/** 营业执照; the type code is the one in use nationally. */
export const BUSINESS_LICENCE: LicenceTypeDefinition = {
  code: '11100000MB0143028R001',
  name: { zh: '营业执照', en: 'Business Licence' },
  publicClass: 'public-register',
  holders: {
    holderClass: 'body',
    min: 1,
    max: 1,
    codeTypes: ['001'],
    codeRequired: true,
    shares: false,
  },
  directory: {
    definingBodyName: '国家市场监督管理总局',
    definingBodyCode: '11100000MB0143028R',
    definingBodyLevel: 'state',
    issuingLevels: ['province', 'city', 'county'],
    validityRange: { zh: '长期', en: 'Long-term' },
    basis: ['《中华人民共和国市场主体登记管理条例》第二十一条', '《中华人民共和国公司法》第三十三条'],
  },
  numbering: {
    label: { zh: '证照编号', en: 'Number' },
    pattern: '1405\\d{16}',
    example: '14050020261123000118',
  },
  fields: [
    choice(
      ['KZ_LX', '类型', 'Type', 'public'],
      [
        ['1130', '有限责任公司（自然人投资或控股）', 'Limited liability company, held by natural persons'],
        ['1151', '有限责任公司（自然人独资）', 'Limited liability company, sole natural person'],
        ['1110', '有限责任公司（国有独资）', 'Limited liability company, wholly state-owned'],
        ['1219', '股份有限公司（非上市、自然人投资或控股）', 'Company limited by shares, unlisted'],
        ['4540', '个人独资企业', 'Sole proprietorship'],
      ],
    ),
    text(['KZ_FDDBR', '法定代表人', 'Legal representative', 'public'], 100),
    text(['KZ_JYFW', '经营范围', 'Scope of business', 'public'], 900),
    yuan(['KZ_ZCZB', '注册资本', 'Registered capital', 'public']),
    date(['KZ_CLRQ', '成立日期', 'Date of establishment', 'public']),
    text(['KZ_ZS', '住所', 'Domicile', 'public'], 120),
  ],
  validity: { kind: 'long-term' },
  signature: ONE_NAME_SEAL,
  items: [
    { itemCode: '000131001000', itemName: '公司设立登记' },
    { itemCode: '000131002000', itemName: '公司变更登记' },
  ],
  faceTemplateVersion: 1,
};
