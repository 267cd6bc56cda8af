import type { VerdictCode } from '../../verification/verdict/verdict-codes.ts';
import type { Bilingual } from './bilingual.ts';

/** One conclusion in words. `reasons` and `nexts` have a text for each case that the presenter tells apart. */
export interface VerdictText {
  /** At most 16 Chinese characters, a placeholder counted as two. */
  readonly sentence: Bilingual;
  readonly reasons: Readonly<Record<string, Bilingual>>;
  /** What to do now. */
  readonly nexts: Readonly<Record<string, Bilingual>>;
}

/** The words of every conclusion, Chinese and English; the class of each is with its code. */
export const VERDICT_TEXTS = {
  valid: {
    sentence: { zh: '证照真实，现行有效', en: 'Genuine and in force' },
    reasons: {
      registerRead: {
        zh: '由{authority}签发；{readAt}查登记库：未被吊销、撤销、注销或暂扣。',
        en: 'Issued by {authority}. Register read at {readAt}: not revoked, annulled, cancelled or suspended.',
      },
    },
    nexts: {
      compare: {
        zh: '请核对下面的名称、编号与您手里的是否一致。',
        en: 'Check that name and number below match yours.',
      },
      compareType: {
        zh: '请核对下面的证照类型和签发机关与您手里的是否一致。',
        en: 'Check that licence type and authority below match yours.',
      },
    },
  },
  'not-yet': {
    sentence: { zh: '证照真实，{effectiveOn}起才生效', en: 'Genuine, in force only from {effectiveOn}' },
    reasons: { tooEarly: { zh: '现在还不能使用。', en: 'It cannot be used yet.' } },
    nexts: {},
  },
  expired: {
    sentence: { zh: '证照真实，但已过有效期', en: 'Genuine, but expired' },
    reasons: {
      ended: {
        zh: '有效期至{expiredOn}，已过{days}天。',
        en: 'Valid until {expiredOn}, {days} days ago.',
      },
    },
    nexts: { renewed: { zh: '请持证人出示换发后的新证。', en: 'Ask for the renewed licence.' } },
  },
  superseded: {
    sentence: {
      zh: '这是旧版，现行的是第{currentVersion}版',
      en: 'Out of date – version {currentVersion} is the current one',
    },
    reasons: {
      replaced: {
        zh: '{supersededOn}已换发；旧版内容可能与现状不同。',
        en: 'Replaced on {supersededOn}; details may have changed.',
      },
    },
    nexts: {
      newVersion: {
        zh: '请索取第{currentVersion}版，或扫新版二维码。',
        en: 'Ask for version {currentVersion}, or scan the code on it.',
      },
    },
  },
  disputed: {
    sentence: { zh: '现行有效，但内容有异议', en: 'In force, but its content is disputed' },
    reasons: {
      dated: {
        zh: '{receivedOn}受理异议，{authority}最迟{answerBy}答复；结论未出前，登记内容不变。',
        en: 'Objection received {receivedOn}; {authority} answers by {answerBy}.',
      },
      undated: {
        zh: '已受理异议；结论未出前，登记内容不变。',
        en: 'An objection has been received; the register stays as it is until it is decided.',
      },
    },
    nexts: {
      ask: {
        zh: '办重要事项前，请先向{authority}核实：{phone}。',
        en: 'Ask {authority} ({phone}) before relying on it for anything important.',
      },
    },
  },
  'inspection-due': {
    sentence: { zh: '现行有效，但年检已逾期', en: 'In force, annual inspection overdue' },
    reasons: {
      dated: { zh: '应于{dueOn}前年检。', en: 'The inspection was due by {dueOn}.' },
      undated: { zh: '没有按期年检。', en: 'It was not inspected in time.' },
    },
    nexts: {},
  },
  pledged: {
    sentence: { zh: '现行有效，但已质押或查封', en: 'In force, but pledged or sealed by court' },
    reasons: {
      dated: { zh: '自{since}起不得转让、变更。', en: 'Not to be transferred or changed since {since}.' },
      undated: { zh: '不得转让、变更。', en: 'Not to be transferred or changed.' },
    },
    nexts: {},
  },
  'purpose-copy': {
    sentence: { zh: '授权件真实，仅限“{purpose}”', en: 'Genuine copy, for "{purpose}" only' },
    reasons: {
      given: {
        zh: '提供给{unit}，{until}前有效，他用无效。',
        en: 'Given to {unit}, until {until}. Not for any other use.',
      },
      unnamed: { zh: '仅限注明的用途，他用无效。', en: 'For the stated purpose only.' },
    },
    nexts: {
      otherUse: {
        zh: '用途或单位不符的，不能使用。',
        en: 'Do not use it for another purpose or by another body.',
      },
    },
  },
  'copy-match': {
    sentence: { zh: '您手里是复制件，与登记一致', en: 'Yours is a copy; it matches the register' },
    reasons: {
      compared: {
        zh: '比对{count}项一致：{items}。登记状态：{state}。',
        en: '{count} items match: {items}. Register: {state}.',
      },
      partlyCompared: {
        zh: '比对{count}项一致：{items}；{uncompared}无法比对。登记状态：{state}。',
        en: '{count} items match: {items}; {uncompared} could not be compared. Register: {state}.',
      },
    },
    nexts: {
      noSeal: {
        zh: '复制件没有电子印章。重要事项请索取原文件。',
        en: 'A copy carries no seal. Ask for the original file if it matters.',
      },
    },
  },
  'copy-to-compare': {
    sentence: { zh: '您手里是复制件，请与登记对照', en: 'Yours is a copy – compare it with the register' },
    reasons: {
      found: {
        zh: '二维码指向的证照由{authority}签发，登记状态：{state}。图片上的文字没有比对。',
        en: 'The code leads to a licence issued by {authority}; register: {state}. The words on the picture were not compared.',
      },
    },
    nexts: {
      compare: {
        zh: '请逐项对照下面的登记内容，不一致的以登记为准。重要事项请索取原文件。',
        en: 'Compare each item below; where they differ the register counts. Ask for the original file if it matters.',
      },
    },
  },
  revoked: {
    sentence: { zh: '证照已被{state}', en: '{state} – no longer in force' },
    reasons: {
      decided: {
        zh: '{authority}作出决定，自{effectiveOn}起无效。',
        en: 'Decided by {authority}; without effect from {effectiveOn}.',
      },
      decidedFileIntact: {
        zh: '{authority}作出决定，自{effectiveOn}起无效。文件本身未被改动。',
        en: 'Decided by {authority}; without effect from {effectiveOn}. The file itself is unaltered.',
      },
    },
    nexts: {
      refuse: {
        zh: '不要再接受此证照。疑问请打{phone}。',
        en: 'Do not accept this licence any more. Questions: {phone}.',
      },
    },
  },
  suspended: {
    sentence: { zh: '证照被{state}，现在不能用', en: '{state} – cannot be used now' },
    reasons: { since: { zh: '自{since}起，解除时间未定。', en: 'From {since} until further notice.' } },
    nexts: { later: { zh: '解除后可重新核验。', en: 'Check again once lifted.' } },
  },
  altered: {
    sentence: { zh: '文件盖章后被改动过', en: 'Changed after it was sealed' },
    reasons: {
      onPages: {
        zh: '{places}。编辑、另存、在线转换、打印成PDF都会造成改动，不一定是造假。',
        en: '{places}. Editing, re-saving or "print to PDF" cause this too; it is not proof of forgery.',
      },
      somewhere: {
        zh: '编辑、另存、在线转换、打印成PDF都会造成改动，不一定是造假。',
        en: 'Editing, re-saving or "print to PDF" cause this too; it is not proof of forgery.',
      },
    },
    nexts: {
      untouched: {
        zh: '请索取未改动的原文件，或按编号查登记内容。',
        en: 'Ask for the untouched file, or check by number.',
      },
      registered: {
        zh: '请索取未改动的原文件，或以下面的登记内容为准。',
        en: 'Ask for the untouched file, or go by what the register says below.',
      },
    },
  },
  'seal-bad': {
    sentence: { zh: '印章在盖章时已失效', en: 'The seal was no longer good when used' },
    reasons: {
      dated: {
        zh: '{sealName}{cause}，盖章时间{sealedOn}。',
        en: '{sealName} {cause}; it was used on {sealedOn}.',
      },
      undated: { zh: '{sealName}{cause}。', en: '{sealName} {cause}.' },
    },
    nexts: {
      reissue: { zh: '请联系签发机关重新出具。', en: 'Ask the issuing authority for a new one.' },
    },
  },
  impostor: {
    sentence: {
      zh: '自称“{authority}”，但证书不被认可',
      en: 'Claims to be "{authority}", certificate not recognised',
    },
    reasons: {
      sameName: {
        zh: '签名人名称与本市机关相同，但证书不在认可名单内。',
        en: 'Same name as a city body, certificate not on our list.',
      },
    },
    nexts: {
      report: { zh: '不要使用；可拨打{phone}反映。', en: 'Do not use it; you can report it at {phone}.' },
    },
  },
  'copy-differs': {
    sentence: { zh: '复制件与登记不一致', en: 'The copy differs from the register' },
    reasons: {
      items: {
        zh: '不一致的项：{items}。看不清的项不算不一致。',
        en: 'Different: {items}. What could not be read is not counted as different.',
      },
    },
    nexts: {
      original: {
        zh: '请以登记内容为准，索取原文件。',
        en: 'Go by the register and ask for the original file.',
      },
    },
  },
  'not-ours': {
    sentence: { zh: '有签名，但不是本市的证照', en: 'Signed, but not a licence of this city' },
    reasons: {
      signed: {
        zh: '签名人：{signer}；证书颁发者：{certificateIssuer}（{recognition}）。签名后{changed}。',
        en: 'Signer {signer}, issued by {certificateIssuer} ({recognition}); {changed} since.',
      },
    },
    nexts: {
      elsewhere: {
        zh: '请到签发机关的网站核验。',
        en: 'Check it on the website of the body that issued it.',
      },
    },
  },
  unsigned: {
    sentence: { zh: '文件没有电子印章', en: 'This file carries no electronic seal' },
    reasons: {
      maybeCopy: {
        zh: '可能是扫描件、照片或另存的副本，文件本身证明不了真伪。',
        en: 'It may be a scan or a re-saved copy; the file itself proves nothing.',
      },
    },
    nexts: {
      otherWay: {
        zh: '输入编号，或拍下二维码。',
        en: 'Enter the number or photograph the QR code.',
      },
    },
  },
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
  unreadable: {
    sentence: { zh: '文件打不开，没有核验', en: 'We could not read the file – nothing was checked' },
    reasons: {
      password: { zh: '文件设有密码。', en: 'The file is password protected.' },
      incomplete: { zh: '文件不完整。', en: 'The file is incomplete.' },
      'not-a-document': { zh: '不是PDF或图片。', en: 'It is not a PDF or a picture.' },
      'no-code-found': {
        zh: '照片里没有找到二维码和编号。',
        en: 'No QR code or number was found in the picture.',
      },
      'too-many-pages': { zh: '文件页数太多。', en: 'The file has too many pages.' },
      'too-costly': {
        zh: '文件太复杂，没能在规定时间内读完。',
        en: 'The file is too complex to be read in the time allowed.',
      },
    },
    nexts: {
      password: { zh: '去掉密码再传。', en: 'Remove the password and upload it again.' },
      incomplete: { zh: '重新下载再传。', en: 'Download it again and upload that.' },
      'not-a-document': {
        zh: '请选择证照的PDF，或拍下二维码。',
        en: 'Select the PDF, or photograph the QR code.',
      },
      'no-code-found': {
        zh: '对准二维码，离近一点，避免反光再拍。',
        en: 'Aim at the QR code, go closer, avoid glare and try again.',
      },
      'too-many-pages': {
        zh: '只传证照所在的文件，或输入编号。',
        en: 'Upload the licence alone, or enter the number.',
      },
      'too-costly': { zh: '请输入编号，或拍下二维码。', en: 'Enter the number or photograph the QR code.' },
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
  test: {
    sentence: { zh: '测试证照，没有法律效力', en: 'Test licence – no legal effect' },
    reasons: {
      development: {
        zh: '印章由测试用的证书盖出。',
        en: 'It was sealed with a certificate made for testing.',
      },
    },
    nexts: {},
  },
} as const satisfies Record<VerdictCode, VerdictText>;
