import type { Bilingual } from './bilingual.ts';

/** The pages of holders: what is theirs, and who looked at it. */
export const HOLDER_TEXTS = {
  title: { zh: '我的证照', en: 'My licences' },
  lead: {
    zh: '实名登录后，可以查看和下载本人的电子证照，也可以看到谁查看过它们。',
    en: 'Sign in by your real name to see and download your licences, and to see who looked at them.',
  },
  signIn: { zh: '实名登录', en: 'Sign in' },
  signInHint: {
    zh: '将转到统一实名认证平台。我们只得到您的姓名、公民身份号码和认证等级。',
    en: 'You go to the real-name identity provider. It tells us your name, identity number and level, nothing else.',
  },
  off: {
    zh: '本人登录尚未开通。核验证照不用登录。',
    en: 'Holders cannot sign in here yet. Checking a licence needs no sign-in.',
  },
  signedInAs: { zh: '已登录：{name}', en: 'Signed in as {name}' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  signOutHint: {
    zh: '在公用设备上，用完请退出，并关闭浏览器。15分钟不操作会自动退出。',
    en: 'On a shared machine sign out when done and close the browser. 15 idle minutes end the session too.',
  },
  none: {
    zh: '没有找到登记在您姓名和公民身份号码下的证照。姓名变更过的，请到签发机关换发。',
    en: 'No licence is registered under your name and identity number. After a change of name ask the issuer for a new one.',
  },
  mask: {
    zh: '列表里隐去了一部分姓名和号码；下载的证照文件是完整的。',
    en: 'Names and numbers are partly hidden here; the file that you download is whole.',
  },
  back: { zh: '回到我的证照', en: 'Back to my licences' },
  download: { zh: '下载证照（PDF）', en: 'Download the licence (PDF)' },
  downloadHint: {
    zh: '文件盖有签发机关的电子印章，请勿改动；打印件可用二维码核验。',
    en: 'It bears the issuer’s electronic seal: do not change it. A print is checked by its QR code.',
  },
  logHeading: { zh: '谁查看过这份证照', en: 'Who looked at this licence' },
  logLead: {
    zh: '来自访问日志，最新的在前。不列出其他持证人自己的操作；具体经办人请向该单位查询。',
    en: 'From the access log, newest first. What other holders did is left out; which officer it was, ask the body.',
  },
  logNone: { zh: '没有可以列出的记录。', en: 'There is nothing to list.' },
  logOlder: { zh: '更早的记录', en: 'Earlier entries' },
  logFile: { zh: '下载记录和证明（JSON）', en: 'Download these entries with their proofs (JSON)' },
  proof: { zh: '存在证明', en: 'Proof' },
  purpose: { zh: '用途：{purpose}', en: 'For: {purpose}' },
} as const satisfies Record<string, Bilingual>;

/** Who did something with a licence. */
export const LOG_ACTOR_TEXTS = {
  self: { zh: '您本人', en: 'You' },
  anyone: { zh: '其他人，没有登记身份', en: 'Somebody, not identified' },
  service: { zh: '本系统', en: 'This service' },
  unit: { zh: '单位', en: 'A body' },
} as const satisfies Record<string, Bilingual>;

export const LOG_OUTCOME_TEXTS = {
  succeeded: { zh: '完成', en: 'done' },
  refused: { zh: '被拒绝', en: 'refused' },
  failed: { zh: '没有成功', en: 'did not succeed' },
} as const satisfies Record<string, Bilingual>;

/** Acts of the access log that are about one licence, in the words of its holder. */
export const LICENCE_ACT_TEXTS: Readonly<Record<string, Bilingual>> = {
  'licence.issue': { zh: '签发', en: 'Issued' },
  'licence.change': { zh: '变更换发', en: 'Reissued with changes' },
  'licence.suspend': { zh: '暂扣', en: 'Suspended' },
  'licence.resume': { zh: '恢复', en: 'Resumed' },
  'licence.report-lost': { zh: '登记挂失', en: 'Reported lost' },
  'licence.recover': { zh: '解除挂失', en: 'Found again' },
  'licence.transfer-out': { zh: '转出', en: 'Transferred out' },
  'licence.cancel': { zh: '注销', en: 'Cancelled' },
  'licence.revoke': { zh: '吊销', en: 'Revoked' },
  'licence.withdraw': { zh: '撤回', en: 'Withdrawn' },
  'licence.annul': { zh: '撤销', en: 'Annulled' },
  'licence.read': { zh: '查看详情', en: 'Read the details' },
  'licence.read-file': { zh: '下载文件', en: 'Downloaded the file' },
  'licence.read-evidence-record': { zh: '下载归档证据', en: 'Downloaded the evidence record' },
  'licence.raise-file': { zh: '更新文件的归档证据', en: 'Renewed the evidence in the file' },
  'licence.read-events': { zh: '查看办理经过', en: 'Read its history' },
  'own-licence.read': { zh: '查看详情', en: 'Read the details' },
  'own-licence.read-file': { zh: '下载文件', en: 'Downloaded the file' },
  'own-licence.read-log': { zh: '查看访问记录', en: 'Read who looked at it' },
  'verification.identifier': { zh: '按证照标识核验', en: 'Checked by identifier' },
  'verification.number': { zh: '按编号核验', en: 'Checked by number' },
  'verification.token': { zh: '扫码核验', en: 'Checked by QR code' },
  'verification.statement': { zh: '按离线声明核验', en: 'Checked by signed statement' },
  'verification.file': { zh: '按文件核验', en: 'Checked by file' },
};
