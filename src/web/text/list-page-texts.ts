import type { Bilingual } from './bilingual.ts';

/** /issuers and /pki. */
export const ISSUERS_TEXTS = {
  title: { zh: '制发单位', en: 'Issuing bodies' },
  lead: {
    zh: '下列单位签发电子证照。证照上的签发机关应与这里的名称完全相同。',
    en: 'These bodies issue electronic licences. The name on a licence must be exactly the same.',
  },
  unit: { zh: '单位', en: 'Body' },
  uscc: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  phone: { zh: '电话', en: 'Telephone' },
  issues: { zh: '签发的证照', en: 'Issues' },
  none: { zh: '现在没有制发单位。', en: 'There are no issuing bodies at present.' },
} as const satisfies Record<string, Bilingual>;

export const PKI_TEXTS = {
  title: { zh: '证书与公钥', en: 'Certificates and keys' },
  lead: {
    zh: '用自己的软件核对印章和离线声明的人，需要这里的文件。下载后请核对指纹。',
    en: 'For those who check seals and statements with software of their own. Compare the fingerprints.',
  },
  authorities: { zh: '签发印章证书的机构', en: 'Authorities that issue certificates for seals' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  fingerprint: { zh: 'SHA-256指纹', en: 'SHA-256 fingerprint' },
  statementKeys: { zh: '离线声明的公钥', en: 'Keys of signed statements' },
  statementKeysLead: {
    zh: '公钥在证照存续期间一直公布。',
    en: 'A key stays published as long as licences signed with it live.',
  },
  keyId: { zh: '公钥编号', en: 'Key id' },
  algorithm: { zh: '算法', en: 'Algorithm' },
  signsSince: { zh: '启用时间（北京时间）', en: 'In use since (Beijing time)' },
  development: {
    zh: '这是开发用的机构，只供试用。',
    en: 'This is a development authority, for trying out only.',
  },
} as const satisfies Record<string, Bilingual>;
