import type { Bilingual } from './bilingual.ts';

/** The page on which a licence is checked. */
export const CHECK_TEXTS = {
  title: { zh: '核验证照', en: 'Check a licence' },
  lead: {
    zh: '手机上最快：用微信“扫一扫”扫证照上的二维码。也可以用下面的方法。',
    en: 'Quickest on a phone: scan the QR code on the licence. Or use one of these ways.',
  },
  byNumber: { zh: '按编号', en: 'By number' },
  number: { zh: '证照编号', en: 'Licence number' },
  numberHint: {
    zh: '证照上印的编号，或以1.2.156开头的证照标识，或二维码下面的20位字符。空格可有可无。',
    en: 'The number on the licence, the identifier that begins with 1.2.156, or the 20 characters below the QR code.',
  },
  name: { zh: '持证人姓名或单位全称', en: 'Name of the holder' },
  nameHint: {
    zh: '照证照输入。名字里的“·”在手机键盘的符号页，输成“.”也可以。',
    en: 'As printed. A "." will do for the "·" in a name.',
  },
  licenceType: { zh: '证照类型', en: 'Licence type' },
  licenceTypeHint: { zh: '用证照上印的编号查时要选。', en: 'Needed with the number printed on the licence.' },
  chooseType: { zh: '请选择', en: 'Select' },
  check: { zh: '核验', en: 'Check' },
  byFile: { zh: '按文件', en: 'By file' },
  file: { zh: '证照文件', en: 'File of the licence' },
  fileHint: {
    zh: 'PDF、JPG、PNG或WebP，不超过20MB。文件只用来核验，不保存。',
    en: 'PDF, JPG, PNG or WebP, at most 20 MB. It is checked and not kept.',
  },
  byPhoto: { zh: '拍照片', en: 'By photo' },
  photo: { zh: '证照的照片', en: 'Photo of the licence' },
  photoHint: {
    zh: '对准二维码，离近一点，避免反光。微信里发来的请传原图。',
    en: 'Aim at the QR code, go close, avoid glare.',
  },
  noNetwork: { zh: '没有网络时：离线核验', en: 'Without a network: offline check' },
  weChat: {
    zh: '您在微信里打开了本页。要核验PDF文件，请点右上角“…”，选“在浏览器打开”。',
    en: 'You are inside WeChat. To check a PDF tap … and "Open in browser".',
  },
} as const satisfies Record<string, Bilingual>;
