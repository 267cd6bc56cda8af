import type { LicenceTypeSample } from '../licence-type-sample.ts';
import { COUPLE } from '../photographs.ts';
import { syntheticCitizenNumber } from '../synthetic-codes.ts';
import { MARRIAGE_CERTIFICATE } from './definition.ts';
import { MARRIAGE_CERTIFICATE_FACE } from './face.ts';

export const MARRIAGE_CERTIFICATE_SAMPLE: LicenceTypeSample = {
  definition: MARRIAGE_CERTIFICATE,
  face: MARRIAGE_CERTIFICATE_FACE,
  issuerName: '晋城市民政局',
  examples: [
    {
      title: 'rare characters',
      licenceNumber: 'J140502-2026-000123',
      issuedOn: '2026-11-23',
      itemCode: '000111008000',
      holders: [
        { name: '陈𬀩', codeType: '111', code: syntheticCitizenNumber('19880305', '001'), role: 'husband' },
        { name: '欧阳㛃', codeType: '111', code: syntheticCitizenNumber('19901212', '002'), role: 'wife' },
      ],
      values: {
        KZ_DJRQ: '2026-11-23',
        KZ_DJY: '李晓燕',
        KZ_NANGJ: '中国',
        KZ_NANCSRQ: '1988-03-05',
        KZ_NVGJ: '中国',
        KZ_NVCSRQ: '1990-12-12',
        KZ_HYZP: COUPLE,
      },
    },
    {
      title: 'longest names, one foreigner',
      licenceNumber: 'J140502-2026-000124',
      issuedOn: '2026-11-23',
      itemCode: '000111008000',
      holders: [
        { name: '胡安·卡洛斯·费尔南德斯·德·拉·克鲁斯', codeType: '414', code: 'AB1234567', role: 'husband' },
        {
          name: '古丽巴哈尔·阿卜杜热合曼·买买提明',
          codeType: '111',
          code: syntheticCitizenNumber('19920808', '004'),
          role: 'wife',
        },
      ],
      values: {
        KZ_DJRQ: '2026-11-23',
        KZ_DJY: '李晓燕',
        KZ_NANGJ: '西班牙',
        KZ_NANCSRQ: '1987-01-31',
        KZ_NVGJ: '中国',
        KZ_NVCSRQ: '1992-08-08',
        KZ_HYZP: COUPLE,
        KZ_BZ: '补发，原证字号J140502-2020-000456',
      },
    },
  ],
};
