import { registerProblemTexts } from '../../platform/http/problem-texts.ts';
import type { FaceTemplateFault } from '../../typesetting/check-face-template.ts';
import type { Bilingual } from '../definition/field-definition.ts';

/** What keeps one licence from being drawn on its face. */
type FaceRefusalCode =
  | 'value-missing'
  | 'too-many-rows'
  | 'picture-too-small'
  | 'qr-not-alphanumeric'
  | 'qr-does-not-fit';

const FACE_TEXTS: Readonly<Record<FaceTemplateFault | FaceRefusalCode, Bilingual>> = {
  'page-size': {
    zh: '页面边长应在{smallestMm}至{largestMm}毫米之间',
    en: 'A side of the page must be {smallestMm} to {largestMm} mm',
  },
  'outside-page': { zh: '超出页面', en: 'This reaches outside the page' },
  'box-empty': { zh: '文字框没有面积', en: 'The box is empty' },
  'unknown-source': { zh: '数据项名称不存在', en: 'There is no data of this name' },
  'font-size': {
    zh: '字号应在{smallestPt}至{largestPt}磅之间，最小字号不大于字号',
    en: 'Sizes must be {smallestPt} to {largestPt} pt, the smallest not above the size',
  },
  lines: { zh: '行数或行距有误', en: 'The number of lines or the line pitch is wrong' },
  'never-fits': { zh: '最小字号也高于文字框', en: 'Even the smallest size is higher than the box' },
  'qr-too-small': {
    zh: '二维码边长至少{smallestMm}毫米',
    en: 'The side of the code must be at least {smallestMm} mm',
  },
  'check-code-missing': { zh: '版面没有查验二维码', en: 'The face has no check code' },
  'seal-place-missing': { zh: '版面没有印章位置', en: 'The face has no place for a seal' },
  'seal-outside-page': { zh: '印章超出页面', en: 'The seal reaches outside the page' },
  'slots-overlap': { zh: '与{with}重叠', en: 'This overlaps {with}' },
  'does-not-fit': {
    zh: '内容过长，缩小到{minSizePt}磅也放不下',
    en: 'The text does not fit even at {minSizePt} pt',
  },
  'character-not-drawable': {
    zh: '字库中没有字符{codePoint}，请登记经审核的字形',
    en: 'No font has the character {codePoint}; register a reviewed glyph',
  },
  'picture-not-readable': { zh: '图片已损坏，无法读取', en: 'The picture cannot be read' },
  'picture-colour-space': {
    zh: '图片的颜色格式不能用于证照',
    en: 'The picture’s kind of colour cannot be used',
  },
  'picture-too-large': { zh: '图片尺寸过大', en: 'The picture is too large' },
  'picture-too-small': { zh: '图片分辨率不够', en: 'The picture has too few pixels' },
  'value-missing': { zh: '版面需要此项', en: 'The face needs this' },
  'too-many-rows': { zh: '版面最多容纳{maxRows}行', en: 'The face holds at most {maxRows} rows' },
  'qr-not-alphanumeric': {
    zh: '二维码内容超出允许的字符',
    en: 'The code’s content has characters that are not allowed',
  },
  'qr-does-not-fit': { zh: '二维码内容过长', en: 'The code’s content is too long for its place' },
};

registerProblemTexts('catalogue/faces', FACE_TEXTS);
