import type { LicenceTypeDefinition } from '../../definition/licence-type-definition.ts';
import { businessSeal } from '../issuing-profile.ts';
import { photo } from '../sample-fields.ts';
import { placeholderBodyCode } from '../synthetic-codes.ts';

const LABOUR_MINISTRY = placeholderBodyCode('0305');

/** 社会保障卡 (electronic): ten years as the card of plastic has, number one letter and eight digits. */
export const SOCIAL_SECURITY_CARD: LicenceTypeDefinition = {
  code: `${LABOUR_MINISTRY}002`,
  name: { zh: '社会保障卡', en: 'Social Security Card' },
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
    issuingLevels: ['city', 'county'],
    validityRange: { zh: '10年', en: 'Ten years' },
    basis: ['《中华人民共和国社会保险法》第五十八条', '《中华人民共和国社会保障卡管理办法》'],
  },
  numbering: { label: { zh: '卡号', en: 'Card number' }, pattern: '[A-Z]\\d{8}', example: 'J14050012' },
  fields: [photo(['KZ_ZP', '照片', 'Photo', 'personal'], 50)],
  validity: { kind: 'years', years: 10 },
  signature: businessSeal('社会保障卡专用章'),
  items: [{ itemCode: '000114013000', itemName: '社会保障卡申领' }],
  faceTemplateVersion: 1,
};
