import type { SignerReason } from '../../crypto/cms/signer-reasons.ts';
import type { StructureProblem } from '../../crypto/pdf/pdf-signature.ts';
import type { Words } from './words.ts';

/** Why the signed bytes, or the signature over them, do not hold, in words. */
export const INTEGRITY_WORDS: Readonly<Record<StructureProblem | SignerReason | 'file-damaged', Words>> = {
  'file-damaged': ['签章后文件被改坏，打不开了', 'the sealed file was damaged and does not open any more'],
  'byte-range-malformed': ['签名范围写得不对', 'the byte range is malformed'],
  'byte-range-not-from-start': ['签名范围不是从文件开头起', 'the byte range does not start at the beginning'],
  'byte-range-impossible': ['签名范围不可能', 'the byte range is impossible'],
  'gap-is-not-contents': ['签名没有盖住它该盖住的内容', 'what is left unsigned is not the signature itself'],
  'contents-not-hexadecimal': ['签名数据不是十六进制', 'the signature is not plain hexadecimal'],
  'contents-padding-not-zero': ['签名数据后面藏着东西', 'something stands behind the signature container'],
  'signature-not-in-file-body': ['签名放在不该放的地方', 'the signature lies inside an object stream'],
  'signature-dictionary-ambiguous': ['签名字典有歧义', 'the signature dictionary is ambiguous'],
  'signature-shared-by-fields': ['一个签名挂在两个域上', 'two fields share the signature'],
  'sub-filter-unknown': ['签名格式不认识', 'the format of the signature is unknown'],
  'signed-revision-unreadable': ['签过的部分单独打不开', 'the signed bytes alone are no readable document'],
  'signature-not-in-signed-revision': ['签名不在它签过的部分里', 'the signature is not in what it signed'],
  'trailing-bytes': ['文件末尾多出了数据', 'extra data at the end of the file'],
  'revision-chain-broken': [
    '后来的版本没有接在签过的版本上',
    'later revisions do not lead back to the signed one',
  ],
  'cms-malformed': ['签名数据损坏', 'the signature container is malformed'],
  'not-exactly-one-signer': ['签名数据里不是恰好一个签名人', 'not exactly one signer in the container'],
  'content-not-detached': ['签名数据里夹带了内容', 'content inside the container'],
  'content-type-mismatch': ['签的内容类型不符', 'the signed content type differs'],
  'message-digest-missing': ['没有内容摘要', 'the digest of the content is missing'],
  'attribute-not-single': ['签名属性重复', 'a signed attribute stands twice'],
  'message-digest-mismatch': ['内容与签章时不同', 'the content is not what was signed'],
  'signature-value-wrong': ['签名值不对', 'the signature value is wrong'],
  'algorithm-protection-mismatch': ['算法被换过', 'the algorithms were exchanged'],
  'digest-algorithm-unknown': ['摘要算法不认识', 'the digest algorithm is unknown'],
  'signature-algorithm-unknown': ['签名算法不认识', 'the signature algorithm is unknown'],
  'algorithms-disagree': ['摘要与签名算法不一致', 'digest and signature algorithm disagree'],
  'time-stamp-of-other-signature': ['时间戳不是这个签名的', 'the time-stamp is of another signature'],
  'time-stamp-digest-unknown': ['时间戳的摘要算法不认识', 'the digest of the time-stamp is unknown'],
  'signer-certificate-missing': ['没有签名人的证书', 'the certificate of the signer is missing'],
  'signing-certificate-mismatch': [
    '证书与签名里写的不是同一张',
    'the certificate is not the one that was signed',
  ],
  'signer-not-in-seal': ['印章不是为这个签名人做的', 'the seal was not made for the signer'],
  'seal-signature-wrong': ['印章上制章者的签名不对', 'the seal does not bear its maker’s signature'],
};
