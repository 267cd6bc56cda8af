import type { LicenceTypeDefinition } from '../../definition/licence-type-definition.ts';
import { ONE_NAME_SEAL } from '../issuing-profile.ts';
import { text } from '../sample-fields.ts';

/** 道路运输经营许可证: four years, number by the custom of the transport departments. */
export const ROAD_TRANSPORT_LICENCE: LicenceTypeDefinition = {
  code: '11100000000019713D029',
  name: { zh: '道路运输经营许可证', en: 'Road Transport Business Licence' },
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
    definingBodyName: '交通运输部',
    definingBodyCode: '11100000000019713D',
    definingBodyLevel: 'state',
    issuingLevels: ['city', 'county'],
    validityRange: { zh: '4年', en: 'Four years' },
    basis: ['《中华人民共和国道路运输条例》第二十五条', '《道路货物运输及站场管理规定》'],
  },
  numbering: {
    label: { zh: '许可证号', en: 'Licence number' },
    pattern: '交运管许可晋\\p{Script=Han}{1,4}字1405\\d{8}号',
    example: '交运管许可晋城字140500001234号',
  },
  fields: [
    text(['KZ_DZ', '地址', 'Address', 'public'], 120),
    text(['KZ_JYFW', '经营范围', 'Scope of business', 'public'], 400),
  ],
  validity: { kind: 'years', years: 4 },
  signature: ONE_NAME_SEAL,
  items: [{ itemCode: '000118016000', itemName: '道路货物运输经营许可' }],
  faceTemplateVersion: 1,
};
