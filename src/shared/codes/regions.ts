/** One administrative division by GB/T 2260. */
export interface Region {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly level: 'province' | 'city' | 'county';
  readonly parentCode: string | null;
}

/** Shanxi, Jincheng and its six counties (GB/T 2260). The development zone has no code of the standard. */
export const REGIONS: readonly Region[] = [
  { code: '140000', name: { zh: '山西省', en: 'Shanxi Province' }, level: 'province', parentCode: null },
  { code: '140500', name: { zh: '晋城市', en: 'Jincheng City' }, level: 'city', parentCode: '140000' },
  { code: '140502', name: { zh: '城区', en: 'Chengqu District' }, level: 'county', parentCode: '140500' },
  { code: '140521', name: { zh: '沁水县', en: 'Qinshui County' }, level: 'county', parentCode: '140500' },
  { code: '140522', name: { zh: '阳城县', en: 'Yangcheng County' }, level: 'county', parentCode: '140500' },
  { code: '140524', name: { zh: '陵川县', en: 'Lingchuan County' }, level: 'county', parentCode: '140500' },
  { code: '140525', name: { zh: '泽州县', en: 'Zezhou County' }, level: 'county', parentCode: '140500' },
  { code: '140581', name: { zh: '高平市', en: 'Gaoping City' }, level: 'county', parentCode: '140500' },
];

const REGION_BY_CODE = new Map(REGIONS.map((region) => [region.code, region]));

/** The region of a six-digit code, or `undefined` for one outside the city's own line. */
export function regionOf(code: string): Region | undefined {
  return REGION_BY_CODE.get(code);
}

/** True when `code` is `ancestorCode` itself or lies beneath it. */
export function isWithinRegion(code: string, ancestorCode: string): boolean {
  for (let region = regionOf(code); region; region = regionOf(region.parentCode ?? '')) {
    if (region.code === ancestorCode) return true;
  }
  return false;
}
