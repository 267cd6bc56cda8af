import type { LicenceTypeSample } from '../licence-type-sample.ts';
import { PORTRAIT_MAN, PORTRAIT_WOMAN } from '../photographs.ts';
import { syntheticCitizenNumber } from '../synthetic-codes.ts';
import { SOCIAL_SECURITY_CARD } from './definition.ts';
import { SOCIAL_SECURITY_CARD_FACE } from './face.ts';

export const SOCIAL_SECURITY_CARD_SAMPLE: LicenceTypeSample = {
  definition: SOCIAL_SECURITY_CARD,
  face: SOCIAL_SECURITY_CARD_FACE,
  issuerName: '晋城市人力资源和社会保障局',
  examples: [
    {
      title: 'plain',
      licenceNumber: 'J14050012',
      issuedOn: '2026-11-23',
      itemCode: '000114013000',
      holders: [{ name: '欧阳㛃', codeType: '111', code: syntheticCitizenNumber('19901212', '002') }],
      values: { KZ_ZP: PORTRAIT_WOMAN },
    },
    {
      title: 'longest name',
      licenceNumber: 'J14050013',
      issuedOn: '2026-11-23',
      itemCode: '000114013000',
      holders: [
        {
          name: '阿卜杜热合曼·买买提明·吐尔逊江',
          codeType: '111',
          code: syntheticCitizenNumber('19750606', '001'),
        },
      ],
      values: { KZ_ZP: PORTRAIT_MAN },
    },
  ],
};
