import type { VerdictText } from './verdict-text.ts';

/** What the register says of a licence that is there. */
export const LICENCE_VERDICT_TEXTS = {
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
} as const satisfies Readonly<Record<string, VerdictText>>;
