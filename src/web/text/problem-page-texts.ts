import type { Bilingual } from './bilingual.ts';

/** What people read when a page cannot be shown, by HTTP status; says what to do. */
export const PROBLEM_PAGE_TEXTS = {
  400: {
    heading: { zh: '没有看懂这个请求', en: 'We could not read that request' },
    advice: { zh: '回到核验页再试一次。', en: 'Go back to the check page and try again.' },
  },
  401: {
    heading: { zh: '请先登录', en: 'Please sign in' },
    advice: {
      zh: '15分钟没有操作会自动退出。查看本人证照，请从“我的证照”登录；核验证照不用登录。',
      en: 'You are signed out after 15 minutes without use. For your own licences sign in under “My licences”; checking needs no sign-in.',
    },
  },
  403: {
    heading: { zh: '这里不能打开', en: 'You cannot open this' },
    advice: {
      zh: '核验证照不用登录，请回到核验页。',
      en: 'Checking needs no sign-in; go to the check page.',
    },
  },
  404: {
    heading: { zh: '没有这个网页', en: 'There is no such page' },
    advice: {
      zh: '网址可能输错了。要核验证照，请回到核验页输入编号。',
      en: 'The address may be mistyped. To check a licence enter its number on the check page.',
    },
  },
  413: {
    heading: { zh: '文件不能超过20MB', en: 'The file must be smaller than 20MB' },
    advice: { zh: '换一个小一点的文件，或输入编号核验。', en: 'Use a smaller file, or check by number.' },
  },
  415: {
    heading: { zh: '没有看懂这个请求', en: 'We could not read that request' },
    advice: { zh: '回到核验页再试一次。', en: 'Go back to the check page and try again.' },
  },
  429: {
    heading: { zh: '核验次数过多，请1分钟后再试', en: 'Too many checks – try again in 1 minute' },
    advice: {
      zh: '证照本身没有问题，稍等再查就可以。',
      en: 'This says nothing about the licence; wait a little.',
    },
  },
  500: {
    heading: { zh: '我们这边出错了，没有核验', en: 'Sorry, there is a problem with the service' },
    advice: {
      zh: '请再试一次；还不行请打12345，报上下面的编号。',
      en: 'Try again; if it fails again call 12345 and give the number below.',
    },
  },
  503: {
    heading: { zh: '核验服务暂时不能用', en: 'Sorry, the service is not available now' },
    advice: {
      zh: '请10分钟后再试，或打12345。这不说明证照是真是假。',
      en: 'Try again in 10 minutes, or call 12345. This says nothing about the licence.',
    },
  },
} as const satisfies Record<number, { heading: Bilingual; advice: Bilingual }>;

/** In place of those, where somebody could not prove who they are: whatever the status, they may try again. */
export const SIGN_IN_PROBLEM_TEXTS = {
  heading: { zh: '没有登录', en: 'You are not signed in' },
  advice: {
    zh: '可以重新登录。核验证照不用登录。',
    en: 'You can sign in again. Checking a licence needs no sign-in.',
  },
} as const satisfies { heading: Bilingual; advice: Bilingual };

export const PROBLEM_CHROME_TEXTS = {
  reference: { zh: '查询编号', en: 'Reference' },
  staff: { zh: '工作人员登录', en: 'Staff sign-in' },
  holders: { zh: '我的证照', en: 'My licences' },
  back: { zh: '回到核验页', en: 'Go to the check page' },
} as const satisfies Record<string, Bilingual>;
