import type { VerdictText } from './verdict-text.ts';

/** Why a look-up led to no licence, or could not be finished. */
export const NO_RESULT_TEXTS = {
  unknown: {
    sentence: { zh: '没有查到这个编号', en: 'No licence with this number' },
    reasons: {
      maybeTyped: {
        zh: '可能是输错了、刚签发（最迟1个工作日入库），或不是本市签发。查不到不等于假证。',
        en: 'Mistyped, just issued (up to 1 working day), or not ours. Not finding it does not mean it is false.',
      },
    },
    nexts: {
      again: {
        zh: '对照证照再输一次；外地证照到国家政务服务平台查。',
        en: 'Compare with the licence and type it again; licences of other cities are on the national service platform.',
      },
    },
  },
  mismatch: {
    sentence: { zh: '编号存在，但名称对不上', en: 'The number exists, the name does not match' },
    reasons: {
      fullName: {
        zh: '请照证照上的全称输入，含“·”和括号。',
        en: 'Type the full name as printed.',
      },
      fullNameTries: {
        zh: '请照证照上的全称输入，含“·”和括号。还可再试{triesLeft}次。',
        en: 'Type the full name as printed. {triesLeft} tries left.',
      },
    },
    nexts: {},
  },
  'mismatch-personal': {
    sentence: { zh: '没有查到编号和姓名都相符的证照', en: 'No licence matches this number and name' },
    reasons: {
      notSaid: {
        zh: '为保护个人信息，不说明是哪一项不符。',
        en: 'To protect personal data we do not say which one.',
      },
    },
    nexts: {
      again: {
        zh: '对照证照再输一次；查不到不等于假证。',
        en: 'Compare with the licence and type it again. Not finding it does not mean it is false.',
      },
    },
  },
  'cannot-check': {
    sentence: { zh: '暂时查不到是否仍然有效', en: 'Cannot confirm right now that it is still in force' },
    reasons: {
      register: { zh: '登记库现在连接不上。', en: 'The register is out of reach.' },
      revocation: {
        zh: '查不到印章证书是否已被停用。',
        en: 'We could not learn whether the certificate of the seal has been stopped.',
      },
      'proof-of-time': {
        zh: '没有证明说明盖章是在证书失效之前。',
        en: 'Nothing proves that it was sealed before the certificate ended.',
      },
      algorithm: {
        zh: '印章用的算法我们还不能核对。',
        en: 'The seal uses an algorithm that we cannot check yet.',
      },
      content: {
        zh: '文件加了密，盖章后添加的内容读不到。',
        en: 'The file is encrypted: what was added after sealing cannot be read.',
      },
      certificate: {
        zh: '印章的证书没能核对完。',
        en: 'The certificate of the seal could not be checked in full.',
      },
      seal: {
        zh: '查不到这枚印章的登记情况。',
        en: 'We could not learn what the register says of this seal.',
      },
    },
    nexts: {
      later: {
        zh: '请10分钟后再查；急用请打{phone}。',
        en: 'Try again in 10 minutes; if it is urgent call {phone}.',
      },
      ask: { zh: '请向签发机关核实，或打{phone}。', en: 'Ask the issuing authority, or call {phone}.' },
    },
  },
  'offline-list': {
    sentence: { zh: '按{listAt}的名单，未被吊销', en: 'Not on the revocation list of {listAt}' },
    reasons: {
      age: {
        zh: '名单已过{hours}小时，超过24小时不再使用。',
        en: 'The list is {hours} h old; not used after 24 h.',
      },
    },
    nexts: { online: { zh: '联网后请再核验一次。', en: 'Check again once you are online.' } },
  },
  'code-expired': {
    sentence: { zh: '二维码已过期，请对方刷新', en: 'This code has expired – ask for a fresh one' },
    reasons: {
      renews: {
        zh: '证照本身没有过期。出示码每60秒更新，截图不能用。',
        en: 'The licence has not expired. Codes renew every 60 s; screenshots do not work.',
      },
    },
    nexts: {},
  },
  'code-used': {
    sentence: { zh: '此码已用过一次', en: 'This code has already been used' },
    reasons: {
      viewed: { zh: '{usedAt}已由{unit}查看。', en: 'Viewed by {unit} at {usedAt}.' },
      once: { zh: '每个码只能查看一次。', en: 'Each code can be viewed once.' },
    },
    nexts: { again: { zh: '请持证人重新出示。', en: 'Ask the holder to show a fresh one.' } },
  },
  'foreign-code': {
    sentence: { zh: '这不是本市证照的二维码', en: 'This is not one of our licence codes' },
    reasons: {
      domain: {
        zh: '扫到的是：{domain}。我们没有打开它。',
        en: 'It points to {domain}. We did not open it.',
      },
      noAddress: { zh: '码里没有我们的网址。', en: 'It does not hold an address of ours.' },
    },
    nexts: {},
  },
  rate: {
    sentence: {
      zh: '核验次数过多，请{minutes}分钟后再试',
      en: 'Too many checks – try again in {minutes} minutes',
    },
    reasons: {},
    nexts: {},
  },
} as const satisfies Readonly<Record<string, VerdictText>>;
