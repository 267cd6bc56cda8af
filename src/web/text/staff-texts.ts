import type { ProvenFactor } from '../../access/sessions/session.ts';
import type { FactorKind } from '../../access/sign-in/factors/second-factor.ts';
import type { Bilingual } from './bilingual.ts';

/** Pages on which staff sign in, enrol and keep their own account. */
export const STAFF_TEXTS = {
  signInTitle: { zh: '工作人员登录', en: 'Staff sign-in' },
  signInLead: {
    zh: '核验证照不用登录。连续输错，账号会被暂时锁定。',
    en: 'Checking a licence needs no sign-in. Wrong tries in a row lock an account for a while.',
  },
  login: { zh: '登录名', en: 'Login' },
  loginHint: { zh: '安全管理员给您的登录名。', en: 'As the security administrator gave it to you.' },
  password: { zh: '密码', en: 'Password' },
  passwordHint: { zh: '不要在别人的电脑上保存。', en: 'Do not save it on a computer of others.' },
  next: { zh: '下一步', en: 'Next' },
  firstTime: { zh: '有登记码，第一次登录或重设密码', en: 'I have an enrolment code' },
  secondTitle: { zh: '登录第二步', en: 'Second step' },
  otherWay: { zh: '换一种方式：', en: 'Another way:' },
  code: { zh: '验证码', en: 'Code' },
  codeHint: {
    zh: '验证器应用上的6位数字，每30秒换一次。',
    en: 'Six digits of your authenticator app, new every 30 seconds.',
  },
  signIn: { zh: '登录', en: 'Sign in' },
  keyLead: {
    zh: '插上安全密钥，或用本机的指纹、人脸、密码，然后点按钮。',
    en: 'Plug in your security key or use this device’s lock, then press the button.',
  },
  useKey: { zh: '使用安全密钥', en: 'Use security key' },
  registerKey: { zh: '登记安全密钥', en: 'Register security key' },
  keyFailed: { zh: '没有读到安全密钥，请再试一次', en: 'The key did not answer; try again' },
  needsScript: { zh: '这种方式需要浏览器允许运行脚本。', en: 'This way needs scripts to be allowed.' },
  toSign: { zh: '要签名的文字', en: 'Text to sign' },
  toSignHint: {
    zh: '用证书的私钥对下面文字的UTF-8字节签名（SM2、RSA或P-256），5分钟内有效。',
    en: 'Sign the UTF-8 bytes of this text with the key of your certificate (SM2, RSA or P-256) within 5 minutes.',
  },
  signature: { zh: '签名值', en: 'Signature' },
  signatureHint: { zh: 'Base64。', en: 'Base64.' },
  certificate: { zh: '证书', en: 'Certificate' },
  certificateHint: { zh: 'PEM或Base64。', en: 'PEM or Base64.' },
  newPasswordTitle: { zh: '密码已到期，请换一个', en: 'Your password is too old – choose a new one' },
  newPassword: { zh: '新密码', en: 'New password' },
  newPasswordHint: {
    zh: '至少{length}个字符，含大写字母、小写字母、数字、其他字符中的{classes}类；可以用汉字。',
    en: 'At least {length} characters with {classes} of: capitals, small letters, digits, others.',
  },
  repeat: { zh: '再输一次新密码', en: 'New password again' },
  repeatHint: { zh: '两次要一样。', en: 'The same once more.' },
  enrolTitle: { zh: '登记', en: 'Enrol' },
  enrolLead: {
    zh: '登记码24小时内有效，只用一次。登记后，以前的密码、验证方式和登录状态都不再有效。',
    en: 'A code is good once, for 24 hours. Earlier passwords, factors and sessions end.',
  },
  enrolmentCode: { zh: '登记码', en: 'Enrolment code' },
  enrolmentCodeHint: { zh: '20个字符，例如 7K2MN-…', en: '20 characters, for example 7K2MN-…' },
  factorTitle: { zh: '登记验证方式', en: 'Register a second factor' },
  factorLead: {
    zh: '登录时除密码外还要用它证明是您本人。',
    en: 'Besides the password it proves at each sign-in that it is you.',
  },
  scanLead: {
    zh: '用验证器应用扫这个二维码，或输入下面的密钥，再填应用上的6位数字。',
    en: 'Scan this with your authenticator app, or type the key, then enter the six digits.',
  },
  secret: { zh: '密钥', en: 'Key' },
  qrAlt: { zh: '验证器应用的二维码', en: 'QR code for the authenticator app' },
  label: { zh: '名称', en: 'Name' },
  labelHint: {
    zh: '以后您靠它认出这个验证方式，例如“办公室密钥”。',
    en: 'How you will recognise it, for example “office key”.',
  },
  register: { zh: '登记', en: 'Register' },
  accountTitle: { zh: '我的账号', en: 'My account' },
  name: { zh: '姓名', en: 'Name' },
  factors: { zh: '验证方式', en: 'Second factors' },
  addedAt: { zh: '登记时间', en: 'Registered' },
  usedAt: { zh: '上次使用', en: 'Last used' },
  never: { zh: '没有用过', en: 'Never' },
  remove: { zh: '移除', en: 'Remove' },
  removeSummary: { zh: '移除这个验证方式', en: 'Remove this factor' },
  add: { zh: '再登记一个：', en: 'Register another:' },
  presentPassword: { zh: '现在的密码', en: 'Present password' },
  presentPasswordHint: { zh: '再确认一次是您本人。', en: 'To be sure that it is you.' },
  sessions: { zh: '登录状态', en: 'Where you are signed in' },
  thisOne: { zh: '这里', en: 'Here' },
  elsewhere: { zh: '别处', en: 'Elsewhere' },
  openedAt: { zh: '登录时间', en: 'Since' },
  seenAt: { zh: '上次操作', en: 'Last seen' },
  from: { zh: '来自', en: 'From' },
  by: { zh: '方式', en: 'By' },
  end: { zh: '结束', en: 'End' },
  changePassword: { zh: '更换密码', en: 'Change password' },
  changeLead: { zh: '更换后，别处的登录状态都会结束。', en: 'All other sessions end with it.' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  done: { zh: '已办好', en: 'Done' },
} as const satisfies Record<string, Bilingual>;

export const FACTOR_TEXTS: Readonly<Record<FactorKind, Bilingual>> = {
  webauthn: { zh: '安全密钥', en: 'Security key' },
  totp: { zh: '验证器应用', en: 'Authenticator app' },
  certificate: { zh: '数字证书', en: 'Certificate' },
};

export const PROVEN_FACTOR_TEXTS: Readonly<Record<ProvenFactor, Bilingual>> = {
  ...FACTOR_TEXTS,
  password: { zh: '密码', en: 'password' },
  provider: { zh: '实名认证', en: 'real-name provider' },
};
