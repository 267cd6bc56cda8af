import { BIRTH_CERTIFICATE_SAMPLE } from '../samples/birth-certificate/sample.ts';
import { BUSINESS_LICENCE } from '../samples/business-licence/definition.ts';
import { BUSINESS_LICENCE_SAMPLE } from '../samples/business-licence/sample.ts';
import { subjectOfExample } from '../samples/sample-face-data.ts';
import { faceDataOf } from './face-data.ts';
import { faceSourcesOf } from './face-sources.ts';

const { definition, issuerName, examples } = BIRTH_CERTIFICATE_SAMPLE;
const birth = faceDataOf(definition, subjectOfExample(definition, issuerName, examples[0]));
const motherAlone = faceDataOf(
  definition,
  subjectOfExample(definition, issuerName, examples[1] ?? examples[0]),
);
const business = faceDataOf(
  BUSINESS_LICENCE,
  subjectOfExample(BUSINESS_LICENCE, '甲局', BUSINESS_LICENCE_SAMPLE.examples[0]),
);

describe('face data', () => {
  it('puts dates, amounts, choices and numbers into the words of a face', () => {
    expect(business.texts).toMatchObject({
      issuedOn: '2026年11月23日',
      validUntil: '长期',
      validity: '2026年11月23日至长期',
      KZ_ZCZB: '壹仟贰佰万元整',
      KZ_LX: '有限责任公司（自然人投资或控股）',
      KZ_CLRQ: '2019年03月18日',
    });
    expect(birth.texts).toMatchObject({ KZ_CSTZ: '3250克', 'KZ_MQ.codeType': '公民身份号码' });
  });

  it('leaves what was not given empty instead of missing', () => {
    expect(motherAlone.texts).toMatchObject({ 'KZ_FQ.name': '', KZ_FQNL: '', holder1Code: '' });
  });

  it('gives a table of holders', () => {
    expect(birth.tables['holders']).toEqual([
      { ordinal: '1', name: '陈㛃𬀩', codeType: '', code: '', role: 'child', share: '' },
    ]);
  });

  it('has exactly the names that templates may use', () => {
    expect(Object.keys(birth.texts).sort()).toEqual([...faceSourcesOf(definition).texts].sort());
  });
});
