import type { PdfErrorCode } from '../crypto/pdf/pdf-error.ts';
import type { PlacementProblem, PlacementProblemCode } from '../crypto/pdf/placement/placement-problem.ts';
import type { Language } from '../platform/http/language.ts';
import { type ProblemText, problemText, registerProblemTexts } from '../platform/http/problem-texts.ts';

/** Why a file takes no seal, in the words that people read. */
const PDF_REFUSALS: Readonly<Record<PdfErrorCode, ProblemText>> = {
  'pdf-header-missing': { zh: '这不是 PDF 文件', en: 'This is no PDF file' },
  'pdf-startxref-missing': {
    zh: 'PDF 文件不完整：文件末尾缺少交叉引用位置',
    en: 'The PDF is incomplete: nothing at its end says where its cross-references are',
  },
  'pdf-xref-damaged': {
    zh: 'PDF 文件已损坏：交叉引用有误',
    en: 'The PDF is damaged: its cross-references are wrong',
  },
  'pdf-object-damaged': {
    zh: 'PDF 文件已损坏：对象无法读取',
    en: 'The PDF is damaged: an object is unreadable',
  },
  'pdf-stream-damaged': {
    zh: 'PDF 文件已损坏：数据流无法读取',
    en: 'The PDF is damaged: a stream is unreadable',
  },
  'pdf-filter-unsupported': {
    zh: 'PDF 文件使用了不支持的压缩方式',
    en: 'The PDF is compressed in a way that is not supported',
  },
  'pdf-catalog-missing': { zh: 'PDF 文件已损坏：缺少文档目录', en: 'The PDF is damaged: it has no catalog' },
  'pdf-page-tree-damaged': {
    zh: 'PDF 文件已损坏：页面树有误',
    en: 'The PDF is damaged: its page tree is wrong',
  },
  'pdf-budget-exceeded': {
    zh: 'PDF 文件过于复杂，处理量超出上限',
    en: 'The PDF takes more work to read than is allowed',
  },
  'pdf-encrypted': {
    zh: 'PDF 文件已加密，请先去除密码保护再盖章',
    en: 'The PDF is encrypted; take the protection off before it is sealed',
  },
  'pdf-xfa': {
    zh: 'PDF 文件含 XFA 表单，显示内容与页面不一致，不能盖章；请先另存为普通 PDF',
    en: 'The PDF has an XFA form, which shows other content than its pages; save it as a plain PDF first',
  },
  'pdf-certified-against-changes': {
    zh: '文件已被认证签名锁定，不允许任何后续盖章（DocMDP 级别 1）',
    en: 'The file is certified against any change and takes no further seal (DocMDP level 1)',
  },
  'pdf-certified-against-annotations': {
    zh: '文件的认证签名只允许再盖一处（DocMDP 级别 2）：请只指定一个盖章位置',
    en: 'The certification of the file takes a seal at one place only (DocMDP level 2): name a single place',
  },
  'pdf-certification-not-first': {
    zh: '文件已有签名，不能再作认证签名',
    en: 'The file is signed already, so it cannot be certified any more',
  },
  'pdf-field-name-taken': { zh: '签名域名称已被占用', en: 'The name of the signature field is taken' },
  'pdf-field-missing': { zh: '文件中没有这个表单域', en: 'The file has no form field of that name' },
  'pdf-field-not-signature': { zh: '这个表单域不是签名域', en: 'The form field is no signature field' },
  'pdf-field-signed': { zh: '这个签名域已经签过', en: 'The signature field is signed already' },
  'pdf-field-locked': {
    zh: '文件中已有的签名锁定了这个签名域（FieldMDP）',
    en: 'A signature in the file has locked this signature field (FieldMDP)',
  },
  'pdf-field-demands': {
    zh: '签名域要求的签名方式与本印章不符（种子值）',
    en: 'The signature field demands a signature of another kind (seed values)',
  },
  'pdf-page-missing': { zh: '文件没有这一页', en: 'The file has no such page' },
  'pdf-contents-too-small': {
    zh: '签名数据超出预留空间',
    en: 'The signature does not fit into the room that was set aside',
  },
};

/** Why a placement misses, with what would be right; `{name}` stands for a detail of the problem. */
const PLACEMENT_REFUSALS: Readonly<Record<PlacementProblemCode, ProblemText>> = {
  'page-out-of-range': { zh: '文件共 {pageCount} 页，没有这一页', en: 'The file has {pageCount} pages' },
  'outside-page': {
    zh: '印章超出第 {pageNumber} 页的边界；允许范围（毫米）：{bounds}',
    en: 'The seal reaches beyond page {pageNumber}; in millimetres, right would be {bounds}',
  },
  'larger-than-page': {
    zh: '印章大于第 {pageNumber} 页（{pageWidthMm} × {pageHeightMm} 毫米）',
    en: 'The seal is larger than page {pageNumber} ({pageWidthMm} × {pageHeightMm} mm)',
  },
  'keyword-not-found': {
    zh: '在 {pageCount} 页中没有找到这个关键字',
    en: 'The keyword does not stand on any of the {pageCount} pages',
  },
  'occurrence-out-of-range': {
    zh: '这个关键字只出现 {found} 次',
    en: 'The keyword stands there {found} times only',
  },
  'text-unreadable': {
    zh: '第 {pageNumber} 页的文字无法读取，不能按关键字定位；请改用坐标',
    en: 'The text of page {pageNumber} cannot be read; name a point instead of a keyword',
  },
  'field-missing': {
    zh: '文件中没有这个签名域；可用的签名域：{fieldNames}',
    en: 'There is no such signature field; those that can be signed: {fieldNames}',
  },
  'field-not-signature': {
    zh: '这个表单域不是签名域；可用的签名域：{fieldNames}',
    en: 'The form field is no signature field; those that can be signed: {fieldNames}',
  },
  'field-signed': {
    zh: '这个签名域已经签过；可用的签名域：{fieldNames}',
    en: 'The signature field is signed already; those that can be signed: {fieldNames}',
  },
  'second-field': {
    zh: '一次签名只能签一个签名域',
    en: 'One signature signs one field: name a single one',
  },
  'too-few-pages': {
    zh: '骑缝章至少需要两页，选中的只有 {pageCount} 页',
    en: 'A seal across pages needs two at least; {pageCount} is chosen',
  },
  'too-many-places': {
    zh: '盖章位置 {found} 处，超过上限 {limit} 处',
    en: 'The seal would be seen at {found} places; {limit} is the limit',
  },
};

registerProblemTexts('signing', PDF_REFUSALS);
registerProblemTexts(
  'signing',
  Object.fromEntries(Object.entries(PLACEMENT_REFUSALS).map(([code, text]) => [`placement.${code}`, text])),
);

const BOUNDS = ['minXMm', 'maxXMm', 'minYMm', 'maxYMm', 'minMm', 'maxMm'];

/** What a problem says as values of its text: numbers in whole tenths, bounds in one. */
export function placementParams({ details }: PlacementProblem): Record<string, string> {
  const entries = Object.entries(details).map(([key, value]): [string, string] => [key, detailText(value)]);
  const bounds = entries.filter(([key]) => BOUNDS.includes(key)).map(([key, value]) => `${key} ${value}`);
  return { ...Object.fromEntries(entries), bounds: bounds.join(', ') };
}

/** The words for a placement that misses. */
export const placementText = (problem: PlacementProblem, language: Language): string =>
  problemText(`placement.${problem.code}`, language, placementParams(problem)) ?? problem.code;

const detailText = (value: number | readonly string[]): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : value.join(', ') || '—';
