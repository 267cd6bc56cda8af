import type { LicenceTypeSample } from '../licence-type-sample.ts';
import { PORTRAIT_MAN, PORTRAIT_WOMAN } from '../photographs.ts';
import { syntheticCitizenNumber } from '../synthetic-codes.ts';
import { PROFESSIONAL_QUALIFICATION } from './definition.ts';
import { PROFESSIONAL_QUALIFICATION_FACE } from './face.ts';

export const PROFESSIONAL_QUALIFICATION_SAMPLE: LicenceTypeSample = {
  definition: PROFESSIONAL_QUALIFICATION,
  face: PROFESSIONAL_QUALIFICATION_FACE,
  issuerName: '晋城市人力资源和社会保障局',
  examples: [
    {
      title: 'plain',
      licenceNumber: '20261405014050000123',
      issuedOn: '2026-11-23',
      itemCode: '000114009000',
      holders: [{ name: '陈𬀩', codeType: '111', code: syntheticCitizenNumber('19880305', '001') }],
      values: {
        KZ_XB: '1',
        KZ_CSRQ: '1988-03-05',
        KZ_ZYMC: '消防设施操作员',
        KZ_ZGJB: '4',
        KZ_PZRQ: '2026-09-14',
        KZ_ZP: PORTRAIT_MAN,
      },
    },
    {
      title: 'longest',
      licenceNumber: '20261405014050000124',
      issuedOn: '2026-11-23',
      itemCode: '000114009000',
      holders: [{ name: '古丽巴哈尔·阿卜杜热合曼·买买提明', codeType: '553', code: 'KAZ140500880305' }],
      values: {
        KZ_XB: '2',
        KZ_CSRQ: '1988-03-05',
        KZ_ZYMC: '轨道交通信号工（城市轨道交通信号工、铁路信号工、有轨电车信号工）',
        KZ_ZGJB: '1',
        KZ_PZRQ: '2026-09-14',
        KZ_ZP: PORTRAIT_WOMAN,
      },
    },
  ],
};
