import { type ProblemText, registerProblemTexts } from '../../platform/http/problem-texts.ts';

/** Closed codes of failures around units. */
export type UnitErrorCode =
  | 'unit.not-found'
  | 'unit.contact-not-found'
  | 'unit.refused'
  | 'unit.plan-outdated';

/** Closed codes of what one part of a change of a unit can be refused for. */
export type UnitProblemCode =
  | 'unit.bad-code'
  | 'unit.code-taken'
  | 'unit.region-unknown'
  | 'unit.name-taken'
  | 'unit.name-same'
  | 'unit.parent-missing'
  | 'unit.parent-unknown'
  | 'unit.parent-ended'
  | 'unit.parent-same'
  | 'unit.outside-region'
  | 'unit.below-itself'
  | 'unit.no-duty'
  | 'unit.duties-same'
  | 'unit.telephone-same'
  | 'unit.ended'
  | 'unit.day-in-future'
  | 'unit.day-before-last-change'
  | 'unit.contact-known'
  | 'unit.contact-ended'
  | 'unit.successor-unknown'
  | 'unit.successor-itself'
  | 'unit.successor-ended'
  | 'unit.successor-below'
  | 'unit.successor-not-issuing'
  | 'unit.successor-elsewhere'
  | 'unit.has-units-below'
  | 'unit.licences-need-successor'
  | 'unit.holds-administrators';

const ERROR_TEXTS: Readonly<Record<UnitErrorCode, ProblemText>> = {
  'unit.not-found': { zh: '没有这个机构', en: 'There is no such unit' },
  'unit.contact-not-found': { zh: '该机构没有这位联系人', en: 'The unit has no such contact' },
  'unit.refused': {
    zh: '不能办理，有内容需要更正',
    en: 'The unit cannot be changed so; correct what is listed',
  },
  'unit.plan-outdated': {
    zh: '拟定方案后情况已有变化，请重新查看影响再确认',
    en: 'The facts have changed since the plan was made; look at a new plan and confirm that',
  },
};

const PROBLEM_TEXTS: Readonly<Record<UnitProblemCode, ProblemText>> = {
  'unit.bad-code': {
    zh: '机构的统一社会信用代码不正确',
    en: 'The unit’s unified social credit code is not right',
  },
  'unit.code-taken': {
    zh: '已有机构使用这个统一社会信用代码',
    en: 'Another unit has this unified social credit code',
  },
  'unit.region-unknown': { zh: '没有这个行政区划代码', en: 'There is no such region (GB/T 2260)' },
  'unit.name-taken': { zh: '本行政区划内已有同名机构', en: 'A unit of this region has this name already' },
  'unit.name-same': { zh: '名称没有变化', en: 'This is its name already' },
  'unit.parent-missing': {
    zh: '请填写上级机构，机构树只有一个根',
    en: 'Name the unit above it; the tree has one root, and it is there',
  },
  'unit.parent-unknown': { zh: '没有这个上级机构', en: 'There is no such unit to stand below' },
  'unit.parent-ended': { zh: '上级机构已于{on}撤销', en: 'The unit above it ended on {on}' },
  'unit.parent-same': { zh: '上级机构没有变化', en: 'It stands below this unit already' },
  'unit.outside-region': {
    zh: '不在上级机构的行政区划（{region}）内',
    en: 'It does not lie in the region of the unit above it ({region})',
  },
  'unit.below-itself': {
    zh: '上级机构不能是自己或自己的下级',
    en: 'A unit cannot stand below itself or below a unit under it',
  },
  'unit.no-duty': {
    zh: '至少应为管理、制发、应用单位之一',
    en: 'It must be at least one of managing, issuing or using',
  },
  'unit.duties-same': { zh: '职能没有变化', en: 'These are its duties already' },
  'unit.telephone-same': { zh: '电话没有变化', en: 'This is its telephone already' },
  'unit.ended': {
    zh: '机构已于{on}撤销，不能再变更',
    en: 'The unit ended on {on} and cannot change any more',
  },
  'unit.day-in-future': {
    zh: '生效日期不能晚于今天，请在当日或之后登记',
    en: 'The day must not be after today; enter the change on its day or later',
  },
  'unit.day-before-last-change': {
    zh: '生效日期不能早于现状的起始日（{since}）',
    en: 'The day must not lie before the one from which it has been as it is ({since})',
  },
  'unit.contact-known': { zh: '这位联系人已经登记', en: 'This contact is entered already' },
  'unit.contact-ended': { zh: '这位联系人已经撤下', en: 'This contact has ended already' },
  'unit.successor-unknown': { zh: '没有这个并入机构', en: 'There is no such unit to merge into' },
  'unit.successor-itself': { zh: '机构不能并入自己', en: 'A unit cannot merge into itself' },
  'unit.successor-ended': { zh: '并入机构已于{on}撤销', en: 'The unit to merge into ended on {on}' },
  'unit.successor-below': { zh: '机构不能并入自己的下级', en: 'A unit cannot merge into one below it' },
  'unit.successor-not-issuing': {
    zh: '尚有有效证照，并入机构应为制发单位',
    en: 'Licences of it are in force, so the unit to merge into must be one that issues',
  },
  'unit.successor-elsewhere': {
    zh: '有{count}个下级机构不在并入机构的行政区划（{region}）内，请先调整',
    en: '{count} units below it do not lie in the region of the unit to merge into ({region}); move them first',
  },
  'unit.has-units-below': {
    zh: '尚有{count}个下级机构，请先调整或注明并入机构',
    en: '{count} units stand below it; move them first, or name a unit to merge into',
  },
  'unit.licences-need-successor': {
    zh: '尚有{count}份有效证照无人管理，请注明并入机构',
    en: '{count} licences of it are in force and nobody would look after them; name a unit to merge into',
  },
  'unit.holds-administrators': {
    zh: '有{count}个管理员角色设在该机构，请先转到其他机构',
    en: '{count} administrators hold their role in it; give them one elsewhere first',
  },
};

registerProblemTexts('units', { ...ERROR_TEXTS, ...PROBLEM_TEXTS });
