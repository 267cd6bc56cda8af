import type { LicenceTypeSample } from '../licence-type-sample.ts';
import { syntheticCitizenNumber, syntheticCompanyCode } from '../synthetic-codes.ts';
import { REAL_ESTATE_CERTIFICATE } from './definition.ts';
import { REAL_ESTATE_CERTIFICATE_FACE } from './face.ts';

const FLAT = {
  KZ_GYQK: '2',
  KZ_ZL: '山西省晋城市城区白水东街2288号丹河家园12幢2单元501室',
  KZ_BDCDYH: '140502 001003 GB00127 F00010508',
  KZ_QLLX: '国有建设用地使用权/房屋所有权',
  KZ_QLXZ: '出让/市场化商品房',
  KZ_YT: '城镇住宅用地/住宅',
  KZ_MJ: '共有宗地面积18426.50㎡/房屋建筑面积128.76㎡',
  KZ_SYQX: '国有建设用地使用权2010年05月01日起2080年04月30日止',
  KZ_QLQTZK:
    '房屋结构：钢筋混凝土结构\n专有建筑面积：102.31㎡，分摊建筑面积：26.45㎡\n房屋总层数：18层，所在层数：5层\n房屋竣工时间：2012年06月30日',
};

export const REAL_ESTATE_CERTIFICATE_SAMPLE: LicenceTypeSample = {
  definition: REAL_ESTATE_CERTIFICATE,
  face: REAL_ESTATE_CERTIFICATE_FACE,
  issuerName: '晋城市规划和自然资源局',
  examples: [
    {
      title: 'three holders with shares',
      licenceNumber: '晋（2026）晋城市不动产权第0012345号',
      issuedOn: '2026-11-23',
      itemCode: '000115005000',
      holders: [
        { name: '陈𬀩', codeType: '111', code: syntheticCitizenNumber('19880305', '001'), share: '50%' },
        { name: '欧阳㛃', codeType: '111', code: syntheticCitizenNumber('19901212', '002'), share: '30%' },
        {
          name: '阿卜杜热合曼·买买提',
          codeType: '111',
          code: syntheticCitizenNumber('19750606', '001'),
          share: '20%',
        },
      ],
      values: FLAT,
    },
    {
      title: 'longest, six holders',
      licenceNumber: '晋（2026）晋城市不动产权第9999999号',
      issuedOn: '2026-11-23',
      itemCode: '000115005000',
      holders: [
        {
          name: '晋城市太行云锦文化科技发展有限责任公司',
          codeType: '001',
          code: syntheticCompanyCode('04'),
          share: '40%',
        },
        ...['司马𫖯', '诸葛䶮', '上官𬱖', '令狐𬘭', '古丽巴哈尔·阿卜杜热合曼'].map((name, at) => ({
          name,
          codeType: '111',
          code: syntheticCitizenNumber(`19${70 + at}0101`, '003'),
          share: '12%',
        })),
      ],
      values: {
        ...FLAT,
        KZ_ZL:
          '山西省晋城市城区北石店镇凤鸣社区居民委员会泽州北路与晋阳高速引线交叉口西北角120米处太行古堡群产业园区A座十二层西侧1201至1216室',
        KZ_QLQTZK: `${FLAT.KZ_QLQTZK}\n抵押情况：无；查封情况：无；异议登记：无；居住权：无\n附记：本证由第0009999号证换发，原证已收回注销`,
      },
    },
  ],
};
