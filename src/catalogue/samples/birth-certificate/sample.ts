import type { LicenceTypeSample } from '../licence-type-sample.ts';
import { syntheticCitizenNumber } from '../synthetic-codes.ts';
import { BIRTH_CERTIFICATE } from './definition.ts';
import { BIRTH_CERTIFICATE_FACE } from './face.ts';

const BIRTH = {
  KZ_XB: '2',
  KZ_CSRQ: '2026-11-20',
  KZ_CSSJ: '08时35分',
  KZ_CSYZ: '39周+2天',
  KZ_CSTZ: '3250',
  KZ_CSSC: '50',
  KZ_CSDD: '山西省晋城市城区',
  KZ_JSJG: '晋城市妇幼保健院',
};
const ADDRESS = '山西省晋城市城区白水东街2288号丹河家园12幢2单元501室';

export const BIRTH_CERTIFICATE_SAMPLE: LicenceTypeSample = {
  definition: BIRTH_CERTIFICATE,
  face: BIRTH_CERTIFICATE_FACE,
  issuerName: '晋城市卫生健康委员会',
  examples: [
    {
      title: 'a newborn without a number, two parents',
      licenceNumber: 'X140500123',
      issuedOn: '2026-11-23',
      itemCode: '000123012000',
      holders: [{ name: '陈㛃𬀩', role: 'child' }],
      values: {
        ...BIRTH,
        KZ_MQ: { name: '欧阳㛃', codeType: '111', code: syntheticCitizenNumber('19901212', '002') },
        KZ_MQNL: '35',
        KZ_MQGJ: '中国',
        KZ_MQMZ: '汉族',
        KZ_MQZZ: ADDRESS,
        KZ_FQ: { name: '陈𬀩', codeType: '111', code: syntheticCitizenNumber('19880305', '001') },
        KZ_FQNL: '38',
        KZ_FQGJ: '中国',
        KZ_FQMZ: '汉族',
        KZ_FQZZ: ADDRESS,
      },
    },
    {
      title: 'mother alone, with a passport and a long name',
      licenceNumber: 'X140500124',
      issuedOn: '2026-11-23',
      itemCode: '000123012000',
      holders: [{ name: '玛丽亚·费尔南达·冈萨雷斯·德·拉·克鲁斯', role: 'child' }],
      values: {
        ...BIRTH,
        KZ_MQ: { name: '卡塔琳娜·亚历山德拉·冈萨雷斯·德·拉·克鲁斯', codeType: '414', code: 'AB1234567' },
        KZ_MQNL: '29',
        KZ_MQGJ: '西班牙',
      },
    },
  ],
};
