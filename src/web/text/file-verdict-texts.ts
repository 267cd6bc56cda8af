import type { VerdictText } from './verdict-text.ts';

/** What a file or a picture is found to be. */
export const FILE_VERDICT_TEXTS = {
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
} as const satisfies Readonly<Record<string, VerdictText>>;
