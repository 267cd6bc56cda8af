import type { LicenceTypeSample } from '../licence-type-sample.ts';
import { syntheticCitizenNumber, syntheticCompanyCode } from '../synthetic-codes.ts';
import { FOOD_BUSINESS_LICENCE } from './definition.ts';
import { FOOD_BUSINESS_LICENCE_FACE } from './face.ts';

const SUPERVISION = { KZ_RCJGJG: '晋城市市场监督管理局城区分局', KZ_TSJBDH: '12315', KZ_QFR: '赵守义' };

export const FOOD_BUSINESS_LICENCE_SAMPLE: LicenceTypeSample = {
  definition: FOOD_BUSINESS_LICENCE,
  face: FOOD_BUSINESS_LICENCE_FACE,
  issuerName: '晋城市市场监督管理局',
  examples: [
    {
      title: 'plain',
      licenceNumber: 'JY21405020012345',
      issuedOn: '2026-11-23',
      itemCode: '000131025000',
      holders: [{ name: '晋城市城区凤台老味餐饮店', codeType: '001', code: syntheticCompanyCode('03') }],
      values: {
        KZ_FDDBR: '陈𬀩',
        KZ_ZS: '山西省晋城市城区凤台西街1688号1层',
        KZ_JYCS: '山西省晋城市城区凤台西街1688号1层',
        KZ_ZTYT: '2',
        KZ_JYXM: '热食类食品制售，冷食类食品制售（含凉拌菜），自制饮品制售（不含压力容器制作）',
        ...SUPERVISION,
      },
    },
    {
      title: 'longest, held by a person',
      licenceNumber: 'JY31405020099999',
      issuedOn: '2026-11-23',
      itemCode: '000131025000',
      holders: [
        { name: '古丽巴哈尔·阿卜杜热合曼', codeType: '111', code: syntheticCitizenNumber('19880305', '002') },
      ],
      values: {
        KZ_FDDBR: '古丽巴哈尔·阿卜杜热合曼',
        KZ_ZS:
          '山西省晋城市城区北石店镇凤鸣社区居民委员会泽州北路与晋阳高速引线交叉口西北角120米处太行古堡群产业园区A座十二层西侧1201至1216室',
        KZ_JYCS:
          '山西省晋城市泽州县金村镇府城街2166号丹河新城云谷创新园3号楼1层101室至108室、2层201室至206室及地下一层中央厨房配送区',
        KZ_ZTYT: '2-1',
        KZ_JYXM:
          '预包装食品（含冷藏冷冻食品）销售，散装食品（含冷藏冷冻食品、含熟食）销售，特殊食品销售（保健食品、特殊医学用途配方食品、婴幼儿配方乳粉、其他婴幼儿配方食品），热食类食品制售，冷食类食品制售（含凉拌菜），生食类食品制售，糕点类食品制售（含裱花蛋糕），自制饮品制售（含自酿白酒以外的自制饮品），半成品制售，调味料制售，简单加工制作（含拆封、摆盘、调制调味料），食品委托加工配送',
        ...SUPERVISION,
      },
    },
  ],
};
