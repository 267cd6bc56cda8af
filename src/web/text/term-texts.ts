import type { EndedState, SealBadReason, StoppedState } from '../../verification/verdict/verdict-codes.ts';
import type { LicenceViewState, VerificationChannel } from '../../verification/verification-report.ts';
import type { Bilingual } from './bilingual.ts';

/** The exact legal word for each state: 吊销, 撤销, 注销, 暂扣, 挂失 are different acts. */
export const STATE_TEXTS = {
  'in-force': { zh: '现行有效', en: 'in force' },
  'not-yet': { zh: '尚未生效', en: 'not yet in force' },
  expired: { zh: '已过有效期', en: 'expired' },
  superseded: { zh: '旧版，已换发', en: 'superseded' },
  suspended: { zh: '暂扣', en: 'suspended' },
  lost: { zh: '挂失', en: 'reported lost' },
  'transferred-out': { zh: '已转出', en: 'transferred out' },
  cancelled: { zh: '已注销', en: 'cancelled' },
  revoked: { zh: '已吊销', en: 'revoked' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  annulled: { zh: '已撤销', en: 'annulled' },
} as const satisfies Record<LicenceViewState, Bilingual>;

/** As they stand in the sentences “证照已被…” and “… – no longer in force”. */
export const ENDED_ACT_TEXTS = {
  revoked: { zh: '吊销', en: 'Revoked' },
  annulled: { zh: '撤销', en: 'Annulled' },
  cancelled: { zh: '注销', en: 'Cancelled' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  'transferred-out': { zh: '转出', en: 'Transferred out' },
} as const satisfies Record<EndedState, Bilingual>;

export const STOPPED_ACT_TEXTS = {
  suspended: { zh: '暂扣', en: 'Suspended' },
  lost: { zh: '挂失', en: 'Reported lost' },
} as const satisfies Record<StoppedState, Bilingual>;

/** As they stand after the name of the seal. */
export const SEAL_CAUSE_TEXTS = {
  lost: { zh: '已报失', en: 'had been reported lost' },
  cancelled: { zh: '已注销', en: 'had been cancelled' },
  stopped: { zh: '已停用', en: 'had been stopped' },
  ended: { zh: '已到期', en: 'was past its term' },
  'not-yet': { zh: '还没有启用', en: 'was not yet in use' },
  'other-signer': {
    zh: '用了一枚不属于它的印章，或印章须重新制作',
    en: 'used a seal that was not made for it, or that has to be made anew',
  },
  revoked: { zh: '的证书已被停用', en: 'had lost its certificate' },
  certificate: { zh: '的证书不能用于盖章', en: 'had a certificate that may not be used for sealing' },
} as const satisfies Record<SealBadReason, Bilingual>;

/** How it was checked (核验方式). */
export const CHANNEL_TEXTS = {
  identifier: { zh: '证照标识', en: 'licence identifier' },
  number: { zh: '证照编号', en: 'licence number' },
  token: { zh: '扫码', en: 'QR code' },
  statement: { zh: '离线声明', en: 'signed statement' },
  file: { zh: '文件', en: 'file' },
  picture: { zh: '照片', en: 'picture' },
} as const satisfies Record<VerificationChannel, Bilingual>;

/** Items that a copy or statement is compared by. */
const ITEM_TEXTS: Readonly<Record<string, Bilingual>> = {
  identifier: { zh: '证照标识', en: 'licence identifier' },
  issuedOn: { zh: '签发日期', en: 'date of issue' },
  effectiveOn: { zh: '生效日期', en: 'first day in force' },
  expiresOn: { zh: '有效期', en: 'last day in force' },
};

/** The name of a compared item; a field of a type has brought its own. */
export const itemText = (item: string): Bilingual => ITEM_TEXTS[item] ?? { zh: item, en: item };
