import type { Bilingual } from './bilingual.ts';

/** 政务服务便民热线: the one number that every city of China answers; shown where a body has given none of its own. */
export const CITY_HOTLINE = '12345';

/** What stands on every page. */
export const SITE_TEXTS = {
  siteName: { zh: '晋城市电子证照核验', en: 'Jincheng licence check' },
  officialLine: {
    zh: '晋城市行政审批服务管理局官方网站，网址应为{domain}',
    en: 'Official site of Jincheng; the address must be {domain}',
  },
  skipToContent: { zh: '跳到正文', en: 'Skip to content' },
  siteNavigation: { zh: '网站导航', en: 'Site' },
  displaySettings: { zh: '显示方式', en: 'Display' },
  englishFirst: { zh: 'English first', en: 'English first' },
  chineseFirst: { zh: '中文在前', en: '中文在前' },
  largeType: { zh: '大字版', en: 'Large' },
  normalType: { zh: '标准字号', en: 'Normal' },
  navCheck: { zh: '核验证照', en: 'Check a licence' },
  navHolder: { zh: '我的证照', en: 'My licences' },
  navOffline: { zh: '离线核验', en: 'Offline check' },
  navLogProof: { zh: '核对日志证明', en: 'Check a log proof' },
  navIssuers: { zh: '制发单位', en: 'Issuing bodies' },
  navPki: { zh: '证书与公钥', en: 'Certificates and keys' },
  trial: {
    zh: '试运行：印章与证照只供试用，没有法律效力',
    en: 'Trial: seals and licences are for trying out and have no legal effect',
  },
  trialShort: { zh: '试运行，没有法律效力', en: 'Trial – no legal effect' },
  privacy: {
    zh: '核验会留下访问记录；上传的文件不保存。',
    en: 'Each check is logged; uploaded files are not kept.',
  },
} as const satisfies Record<string, Bilingual>;
