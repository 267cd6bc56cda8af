import type { LicenceTypeSample } from '../licence-type-sample.ts';
import { syntheticCompanyCode } from '../synthetic-codes.ts';
import { BUSINESS_LICENCE } from './definition.ts';
import { BUSINESS_LICENCE_FACE } from './face.ts';

const SCOPE =
  '一般项目：技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广；软件开发；信息系统集成服务；数据处理和存储支持服务；工艺美术品及礼仪用品制造（象牙及其制品除外）；会议及展览服务；组织文化艺术交流活动。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）许可项目：餐饮服务；食品销售；旅游业务。（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）';

export const BUSINESS_LICENCE_SAMPLE: LicenceTypeSample = {
  definition: BUSINESS_LICENCE,
  face: BUSINESS_LICENCE_FACE,
  issuerName: '晋城市市场监督管理局',
  examples: [
    {
      title: 'plain',
      licenceNumber: '14050020261123000118',
      issuedOn: '2026-11-23',
      itemCode: '000131001000',
      holders: [{ name: '晋城市太行云锦文化科技有限公司', codeType: '001', code: '91140500MA0DEM013P' }],
      values: {
        KZ_LX: '1130',
        KZ_FDDBR: '欧阳㛃',
        KZ_JYFW: SCOPE,
        KZ_ZCZB: '1200000000',
        KZ_CLRQ: '2019-03-18',
        KZ_ZS: '山西省晋城市泽州县金村镇府城街2166号丹河新城云谷创新园3号楼5层508室',
      },
    },
    {
      title: 'longest',
      licenceNumber: '14050020261123000119',
      issuedOn: '2026-11-23',
      itemCode: '000131002000',
      holders: [
        {
          name: '山西太行古堡群文化遗产数字化保护与国际旅游综合开发投资集团晋城分公司管理有限责任公司',
          codeType: '001',
          code: syntheticCompanyCode('02'),
        },
      ],
      values: {
        KZ_LX: '1219',
        KZ_FDDBR: '阿卜杜热合曼·买买提明·吐尔逊',
        KZ_JYFW: SCOPE + SCOPE + SCOPE,
        KZ_ZCZB: '98765432109800',
        KZ_CLRQ: '2001-12-31',
        KZ_ZS:
          '山西省晋城市城区北石店镇凤鸣社区居民委员会泽州北路与晋阳高速引线交叉口西北角120米处太行古堡群文化遗产数字化保护产业园区A座写字楼主楼十二层西侧1201至1216室',
      },
    },
  ],
};
