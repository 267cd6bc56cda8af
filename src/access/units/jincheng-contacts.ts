import type { ContactPerson } from './contacts/unit-contact.ts';

/** Contacts of the demo city's departments by the key of their unit; people and numbers are made up. */
export const JINCHENG_CONTACTS: Readonly<Record<string, ContactPerson>> = {
  approval: contact('刘示例', '电子证照统筹', '0356-0000200'),
  market: contact('陈示例', '证照制发', '0356-0000201'),
  police: contact('周示例', '证照制发', '0356-0000202'),
  'civil-affairs': contact('吴示例', '证照制发', '0356-0000203'),
  health: contact('郑示例', '证照制发', '0356-0000204'),
  labour: contact('冯示例', '证照制发', '0356-0000205'),
  land: contact('蒋示例', '证照制发', '0356-0000206'),
  transport: contact('沈示例', '证照制发', '0356-0000207'),
  housing: contact('韩示例', '证照制发', '0356-0000208'),
};

function contact(name: string, duty: string, telephone: string): ContactPerson {
  return { name, duty, telephone };
}
