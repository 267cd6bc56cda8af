import type { Bilingual } from './bilingual.ts';

/** The page that checks a proof of the access log in the reader's browser; its script takes its words from here too. */
export const LOG_PROOF_TEXTS = {
  title: { zh: '核对日志证明', en: 'Check a log proof' },
  lead: {
    zh: '每次核验、每次办理都记在访问日志里。日志证明说明某一条记录确实在日志里，以后也改不掉。核对在您自己的浏览器里算，不发送任何内容。',
    en: 'Every check and every change is entered in the access log. A proof shows that an entry stands there and cannot be changed later. It is checked in your own browser; nothing is sent.',
  },
  needsScript: {
    zh: '在浏览器里核对要启用脚本（JavaScript）。证明文件也可以下载下来，用别的程序核对（RFC 9162，C2SP tlog-checkpoint）。',
    en: 'Checking in the browser needs JavaScript. The proof can also be saved and checked by other programs (RFC 9162, C2SP tlog-checkpoint).',
  },
  proof: { zh: '日志证明或回执', en: 'Proof or receipt' },
  proofHint: {
    zh: '粘贴证明文件的内容（JSON），或在下面打开文件。',
    en: 'Paste the content of the proof (JSON), or open the file below.',
  },
  file: { zh: '证明文件', en: 'Proof file' },
  key: { zh: '日志的公钥', en: 'Public key of the log' },
  keyHint: {
    zh: '已填好本站公布的公钥。如果您从别处得到过日志的公钥，请换成那一个，就不必相信本站公布的。',
    en: 'Filled in with the key that this site publishes. If you have the log’s key from elsewhere, put that one here: then you need not believe this one.',
  },
  check: { zh: '核对', en: 'Check' },
  save: { zh: '保存证明文件', en: 'Save the proof' },
  ofEntry: { zh: '已填好这条记录的证明：{id}', en: 'Filled in: the proof of entry {id}' },
  linkFromCheck: { zh: '查看日志证明', en: 'Show the log proof' },
  holdsWord: { zh: '核对完毕', en: 'Checked' },
  holds: { zh: '证明成立：这条记录在日志里', en: 'The proof holds: the entry stands in the log' },
  holdsReason: {
    zh: '它是第{place}条，日志当时共{size}条。改动、删除或换掉它，都会与签过名的检查点对不上。',
    en: 'It is entry {place} of {size}. Changing, removing or exchanging it would no longer fit the signed checkpoint.',
  },
  promised: { zh: '回执有效：这条记录已经写入', en: 'The receipt holds: the entry was written' },
  promisedReason: {
    zh: '日志于{at}签下回执。一分钟内会有检查点覆盖它，请稍后再取一次证明。',
    en: 'The log signed this receipt at {at}. A checkpoint will cover the entry within a minute; ask for the proof again then.',
  },
  partly: {
    zh: '能核对的都对，签名没有核对',
    en: 'What could be checked holds; the signature was not checked',
  },
  partlyReason: {
    zh: '请换一个较新的浏览器，或填写日志的公钥后再核对。没有核对签名，就不知道检查点是不是日志签的。',
    en: 'Use a newer browser, or give the log’s public key. Without the signature nobody knows who made the checkpoint.',
  },
  broken: { zh: '证明不成立', en: 'The proof does not hold' },
  brokenReason: {
    zh: '请重新取一次证明；仍不成立的，请保存文件并拨打12345反映。',
    en: 'Ask for the proof again; if it still does not hold, keep the file and report it (12345).',
  },
  malformed: { zh: '这不是日志证明', en: 'This is not a log proof' },
  malformedReason: {
    zh: '可能没有粘贴完整。证明文件是本站给出的 JSON。',
    en: 'It may not be complete. A proof is the JSON that this site gives.',
  },
  noCrypto: { zh: '这个浏览器不能在本页核对', en: 'This browser cannot check here' },
  noCryptoReason: {
    zh: '要用 https 打开本页，并使用较新的浏览器。',
    en: 'Open this page over https, in a newer browser.',
  },
  facts: { zh: '逐项结果', en: 'Item by item' },
  pathPassed: {
    zh: '从这条记录算起，{steps}步得到检查点的根：它在日志里',
    en: 'From the entry, {steps} steps lead to the root in the checkpoint: it is in the log',
  },
  pathFailed: {
    zh: '从这条记录算不出检查点的根：它不在这份日志里，或证明被改动',
    en: 'The entry does not lead to the root in the checkpoint: it is not in this log, or the proof was changed',
  },
  receiptPassed: {
    zh: '回执说的就是这条记录（{id}）',
    en: 'The receipt is about this entry ({id})',
  },
  receiptFailed: { zh: '回执说的不是这条记录', en: 'The receipt is about another entry' },
  signaturePassed: {
    zh: '日志“{origin}”的签名有效（Ed25519）',
    en: 'The signature of the log “{origin}” holds (Ed25519)',
  },
  signatureFailed: {
    zh: '签名与给出的公钥对不上',
    en: 'The signature does not fit the public key given',
  },
  signatureUnknown: {
    zh: '这个浏览器不会核对 Ed25519 签名，这一项没有核对',
    en: 'This browser cannot check Ed25519 signatures; this was not checked',
  },
  keyUnreadable: {
    zh: '没有可用的公钥，签名没有核对',
    en: 'No usable public key was given; the signature was not checked',
  },
  stampPassed: {
    zh: '检查点附有时间戳，写明北京时间{at}；由谁签发，本页不核对',
    en: 'The checkpoint has a time-stamp that states {at} (Beijing time); who made it is not checked here',
  },
  stampFailed: {
    zh: '附带的时间戳不是这个检查点的',
    en: 'The time-stamp is not of this checkpoint',
  },
  stampMissing: { zh: '没有附带时间戳', en: 'There is no time-stamp' },
} as const satisfies Record<string, Bilingual>;
