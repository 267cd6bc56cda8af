import type { Bilingual } from './bilingual.ts';

/** What is wrong with what was typed or chosen; the same words stand in the summary and at the field. */
export const INPUT_ERROR_TEXTS = {
  'number-empty': { zh: '输入证照编号', en: 'Enter the licence number' },
  'check-character': {
    zh: '编号最后一位对不上，对照证照再输一次',
    en: 'The last character does not fit – compare with the licence',
  },
  'number-too-long': {
    zh: '编号太长，对照证照再输一次',
    en: 'The number is too long – compare with the licence',
  },
  'name-empty': { zh: '输入持证人姓名或单位全称', en: "Enter the holder's name" },
  'name-too-long': { zh: '名称不能超过200个字', en: 'The name must have at most 200 characters' },
  'type-empty': { zh: '选择证照类型', en: 'Select the licence type' },
  'file-missing': { zh: '选择要核验的文件', en: 'Select a file to check' },
  'file-empty': { zh: '文件是空的', en: 'The file is empty' },
  'file-too-big': { zh: '文件不能超过20MB', en: 'The file must be smaller than 20MB' },
  'file-broken-off': { zh: '没有传完，再试一次', en: 'The file was not uploaded – try again' },
  'several-files': { zh: '一次只能核验1个文件', en: 'You can only check 1 file at a time' },
  'statement-form': {
    zh: '这不是离线声明，把二维码里的字母和数字全部粘贴进来',
    en: 'This is not a signed statement – paste all letters and digits of the code',
  },
  'date-incomplete': { zh: '日期要写全年、月、日', en: 'The date must include a year, month and day' },
  'date-unreal': { zh: '{date}不存在', en: 'The date must be a real date' },
} as const satisfies Record<string, Bilingual>;

export type InputErrorCode = keyof typeof INPUT_ERROR_TEXTS;
