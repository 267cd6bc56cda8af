import type { LicenceTypeSample } from '../licence-type-sample.ts';
import { syntheticCompanyCode } from '../synthetic-codes.ts';
import { ROAD_TRANSPORT_LICENCE } from './definition.ts';
import { ROAD_TRANSPORT_LICENCE_FACE } from './face.ts';

export const ROAD_TRANSPORT_LICENCE_SAMPLE: LicenceTypeSample = {
  definition: ROAD_TRANSPORT_LICENCE,
  face: ROAD_TRANSPORT_LICENCE_FACE,
  issuerName: '晋城市交通运输局',
  examples: [
    {
      title: 'plain',
      licenceNumber: '交运管许可晋城字140500001234号',
      issuedOn: '2026-11-23',
      itemCode: '000118016000',
      holders: [{ name: '晋城市丹河物流运输有限公司', codeType: '001', code: syntheticCompanyCode('05') }],
      values: {
        KZ_DZ: '山西省晋城市泽州县巴公镇工业园区纬三路18号',
        KZ_JYFW: '道路普通货物运输，货物专用运输（集装箱），大型物件运输（三类）',
      },
    },
    {
      title: 'longest',
      licenceNumber: '交运管许可晋城字140500999999号',
      issuedOn: '2026-11-23',
      itemCode: '000118016000',
      holders: [
        {
          name: '山西太行古堡群文化遗产数字化保护与国际旅游综合开发投资集团晋城汽车客货联运分公司',
          codeType: '001',
          code: syntheticCompanyCode('06'),
        },
      ],
      values: {
        KZ_DZ:
          '山西省晋城市城区北石店镇凤鸣社区居民委员会泽州北路与晋阳高速引线交叉口西北角120米处太行古堡群产业园区A座十二层西侧1201至1216室',
        KZ_JYFW:
          '县内班车客运，县际班车客运，市际班车客运，省际班车客运，市际旅游客运，省际旅游客运，县内包车客运，县际包车客运，市际包车客运，省际包车客运，道路普通货物运输，货物专用运输（集装箱），货物专用运输（冷藏保鲜），货物专用运输（罐式），大型物件运输（一类），大型物件运输（二类），大型物件运输（三类），大型物件运输（四类），危险货物运输（2类1项），危险货物运输（2类2项），危险货物运输（3类），危险货物运输（8类）',
      },
    },
  ],
};
