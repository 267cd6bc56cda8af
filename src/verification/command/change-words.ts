import type { ChangeCode } from '../../crypto/pdf/document-change.ts';
import type { Words } from './words.ts';

/** What was changed since a signature, in words. */
export const CHANGE_WORDS: Readonly<Record<ChangeCode, Words>> = {
  'page-added': ['添加了页', 'page added'],
  'page-removed': ['删除了页', 'page removed'],
  'page-moved': ['页的次序变了', 'page moved'],
  'page-tree-altered': ['页的结构变了', 'order of pages altered'],
  'page-content-altered': ['内容被改动', 'content altered'],
  'resources-altered': ['字体或图片被改动', 'fonts or pictures altered'],
  'page-altered': ['页的大小、方向等被改动', 'size, rotation or another property altered'],
  'content-covered': ['原有内容被遮盖', 'content covered by a later field, seal or annotation'],
  'annotation-added': ['添加了批注', 'annotation added'],
  'annotation-removed': ['删除了批注', 'annotation removed'],
  'annotation-altered': ['批注被改动', 'annotation altered'],
  'signature-added': ['又盖了章', 'another signature added'],
  'signature-removed': ['删除了签章', 'signature removed'],
  'signature-altered': ['签章被改动', 'signature altered'],
  'document-time-stamp-added': ['加了文档时间戳', 'document time-stamp added'],
  'validation-data-added': ['加了验证资料', 'validation data added'],
  'validation-data-altered': ['验证资料被改动', 'validation data altered'],
  'field-added': ['添加了表单域', 'form field added'],
  'field-removed': ['删除了表单域', 'form field removed'],
  'field-altered': ['表单域被改动', 'form field altered'],
  'field-value-altered': ['填写了表单', 'form field filled in'],
  'form-altered': ['表单被改动', 'form altered'],
  'metadata-altered': ['元数据有变化', 'metadata altered'],
  'extensions-altered': ['扩展声明有变化', 'declared extensions altered'],
  'version-altered': ['版本号有变化', 'version altered'],
  'catalog-altered': ['文档目录被改动', 'document catalog altered'],
  'trailer-altered': ['文件尾被改动', 'trailer altered'],
  'unknown-object-altered': ['藏着的对象被换掉', 'hidden object exchanged'],
  'content-unread': ['有一部分读不出来', 'a part cannot be read'],
  'content-encrypted': [
    '文件加了密，添加的内容读不到',
    'the file is encrypted: what was added cannot be read',
  ],
};
