import { makeUscc } from '../../shared/codes/uscc.ts';
import type { NewUnit } from './unit.ts';

/** A unit of the demo city before it has an id; `key` is how the rest of the demo speaks of it. */
export interface DemoUnit extends Omit<NewUnit, 'parentId'> {
  readonly key: string;
  readonly parentKey: string | null;
}

interface Row {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly region: string;
  /** Eight characters of organisation code; made up. */
  readonly organisation: string;
  readonly parent: string | null;
  readonly duty: 'managing' | 'issuing' | 'using';
  readonly phone: string;
}

const GOVERNMENTS: readonly Row[] = [
  row(
    'shanxi',
    '山西省人民政府',
    'Shanxi Provincial People’s Government',
    '140000',
    'MB9A0001',
    null,
    'using',
    '0351-0000001',
  ),
  row(
    'jincheng',
    '晋城市人民政府',
    'Jincheng Municipal People’s Government',
    '140500',
    'MB9A0011',
    'shanxi',
    'using',
    '0356-0000001',
  ),
  row(
    'chengqu',
    '晋城市城区人民政府',
    'Chengqu District People’s Government',
    '140502',
    'MB9A0021',
    'jincheng',
    'using',
    '0356-0000021',
  ),
  row(
    'qinshui',
    '沁水县人民政府',
    'Qinshui County People’s Government',
    '140521',
    'MB9A0022',
    'jincheng',
    'using',
    '0356-0000022',
  ),
  row(
    'yangcheng',
    '阳城县人民政府',
    'Yangcheng County People’s Government',
    '140522',
    'MB9A0023',
    'jincheng',
    'using',
    '0356-0000023',
  ),
  row(
    'lingchuan',
    '陵川县人民政府',
    'Lingchuan County People’s Government',
    '140524',
    'MB9A0024',
    'jincheng',
    'using',
    '0356-0000024',
  ),
  row(
    'zezhou',
    '泽州县人民政府',
    'Zezhou County People’s Government',
    '140525',
    'MB9A0025',
    'jincheng',
    'using',
    '0356-0000025',
  ),
  row(
    'gaoping',
    '高平市人民政府',
    'Gaoping Municipal People’s Government',
    '140581',
    'MB9A0026',
    'jincheng',
    'using',
    '0356-0000026',
  ),
];

const DEPARTMENTS: readonly Row[] = [
  department(
    'approval',
    '行政审批服务管理局',
    'Administrative Approval Service Bureau',
    'MB9A0014',
    'managing',
    '0356-0000100',
  ),
  department(
    'market',
    '市场监督管理局',
    'Administration for Market Regulation',
    'MB9A0101',
    'issuing',
    '0356-0000101',
  ),
  department('police', '公安局', 'Public Security Bureau', 'MB9A0102', 'issuing', '0356-0000102'),
  department('civil-affairs', '民政局', 'Civil Affairs Bureau', 'MB9A0103', 'issuing', '0356-0000103'),
  department('health', '卫生健康委员会', 'Health Commission', 'MB9A0104', 'issuing', '0356-0000104'),
  department(
    'labour',
    '人力资源和社会保障局',
    'Human Resources and Social Security Bureau',
    'MB9A0105',
    'issuing',
    '0356-0000105',
  ),
  department(
    'land',
    '规划和自然资源局',
    'Planning and Natural Resources Bureau',
    'MB9A0106',
    'issuing',
    '0356-0000106',
  ),
  department('transport', '交通运输局', 'Transport Bureau', 'MB9A0107', 'issuing', '0356-0000107'),
  department(
    'housing',
    '住房和城乡建设局',
    'Housing and Urban-Rural Development Bureau',
    'MB9A0108',
    'issuing',
    '0356-0000108',
  ),
];

/**
 * Jincheng as the demo knows it: province, city, six counties (GB/T 2260), the managing bureau and eight departments.
 * Parents stand before their children. Credit codes and telephones are made up; the codes' check characters are right.
 */
export const JINCHENG_UNITS: readonly DemoUnit[] = [...GOVERNMENTS, ...DEPARTMENTS].map(demoUnit);

function row(
  key: string,
  zh: string,
  en: string,
  region: string,
  organisation: string,
  parent: string | null,
  duty: Row['duty'],
  phone: string,
): Row {
  return { key, zh, en, region, organisation, parent, duty, phone };
}

function department(
  key: string,
  zh: string,
  en: string,
  organisation: string,
  duty: Row['duty'],
  phone: string,
): Row {
  return row(key, `晋城市${zh}`, `Jincheng ${en}`, '140500', organisation, 'jincheng', duty, phone);
}

function demoUnit(of: Row): DemoUnit {
  return {
    key: of.key,
    parentKey: of.parent,
    uscc: makeUscc('11', of.region, of.organisation),
    nameZh: of.zh,
    nameEn: of.en,
    regionCode: of.region,
    managing: of.duty === 'managing',
    issuing: of.duty !== 'using',
    using: true,
    phone: of.phone,
  };
}
