import type { Bilingual } from './bilingual.ts';

/** The page that checks a signed statement without network; its script takes its words from here too. */
export const OFFLINE_TEXTS = {
  title: { zh: '离线核验', en: 'Offline check' },
  lead: {
    zh: '证照上较大的二维码（离线声明）里有签发机关的电子签名，没有网络也能查出是不是真的。它不说明证照现在是否仍然有效。',
    en: 'The larger QR code (the signed statement) can be checked without a network. It does not say whether the licence is still in force.',
  },
  needsScript: {
    zh: '离线核验要启用脚本（JavaScript）。有网络时可以把声明贴在下面，由服务器核验。',
    en: 'Checking offline needs JavaScript. With a network the server can check the statement pasted below.',
  },
  ready: {
    zh: '已存好，可以断网使用（公钥更新于{asOf}）',
    en: 'Stored: works without a network (keys of {asOf})',
  },
  notStored: {
    zh: '这个浏览器不能保存本页，离线时打不开。',
    en: 'This browser cannot keep the page, so it will not open offline.',
  },
  statement: { zh: '离线声明', en: 'Signed statement' },
  statementHint: {
    zh: '扫一扫得到的一长串大写字母和数字，粘贴到这里。',
    en: 'The long text of capitals and digits that a scanner shows.',
  },
  check: { zh: '核验', en: 'Check' },
  photo: { zh: '二维码的照片', en: 'Photo of the code' },
  photoHint: { zh: '只让较大的二维码占满画面。', en: 'Fill the picture with the larger code.' },
  scan: { zh: '用相机扫', en: 'Scan with the camera' },
  stopScan: { zh: '关闭相机', en: 'Stop the camera' },
  cameraRefused: {
    zh: '没有相机权限。可以改用微信“扫一扫”，或输入编号',
    en: 'No camera access. Use another scanner or enter the number',
  },
  noCodeFound: {
    zh: '照片里没有找到二维码。对准二维码，离近一点，避免反光再拍。',
    en: 'No QR code was found in the picture. Go closer, avoid glare and try again.',
  },
  genuine: { zh: '声明真实，状态未核对', en: 'Genuine statement, state not checked' },
  genuineReason: {
    zh: '声明由{issuer}的证照登记签出，内容没有改动。{asOf}以后的吊销、换发，离线时查不到。',
    en: 'Signed by the register for {issuer}, unchanged. What happened to the licence since, e.g. on {asOf} or later, is not known offline.',
  },
  forged: { zh: '声明是假的，或被改动过', en: 'The statement is false or was changed' },
  forgedReason: {
    zh: '签名与内容对不上。请索取原件，或联网按编号核验。',
    en: 'Signature and content do not fit. Ask for the original, or check by number online.',
  },
  wrongForm: { zh: '这不是离线声明', en: 'This is not a signed statement' },
  wrongFormReason: {
    zh: '可能没有粘贴完整，或扫的是较小的二维码（要联网）。',
    en: 'It may not be complete, or it is the smaller code, which needs a network.',
  },
  unknownKey: { zh: '暂时认不出这个声明', en: 'This statement cannot be recognised for now' },
  unknownKeyReason: {
    zh: '本页存的公钥里没有它的编号（{keyId}）。联网打开本页更新后再试。',
    en: 'Its key ({keyId}) is not among those stored here. Open this page with a network and try again.',
  },
  unknownLayout: { zh: '暂时认不出这个声明', en: 'This statement cannot be recognised for now' },
  unknownLayoutReason: {
    zh: '声明的版本比本页新。联网打开本页更新后再试。',
    en: 'It is of a newer layout. Open this page with a network and try again.',
  },
  stateNotChecked: { zh: '状态未核对', en: 'State not checked' },
  compare: { zh: '请逐项对照证照上印的内容', en: 'Compare each item with the licence' },
  pastEnd: { zh: '按声明，有效期已过。', en: 'By its dates it is past its end.' },
  beforeStart: { zh: '按声明，还没有开始生效。', en: 'By its dates it is not yet in force.' },
  licenceType: { zh: '证照类型', en: 'Licence type' },
  issuer: { zh: '签发机关', en: 'Issued by' },
  holders: { zh: '持证人', en: 'Holder' },
  issuedOn: { zh: '签发日期', en: 'Issued on' },
  effectiveOn: { zh: '生效日期', en: 'In force from' },
  expiresOn: { zh: '有效期至', en: 'Valid until' },
  version: { zh: '版本', en: 'Version' },
  identifier: { zh: '证照标识', en: 'Licence identifier' },
} as const satisfies Record<string, Bilingual>;
