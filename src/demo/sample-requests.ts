import type { LicenceTypeSample, SampleLicence } from '../catalogue/samples/licence-type-sample.ts';
import type { IssueLicence } from '../licences/licence-requests.ts';
import { shanghaiDateOf } from '../shared/calendar-date.ts';

const BODY_CODE_TYPES = ['001', '099'];

/**
 * What a department would send to have an example issued.
 *
 * @param serial makes the licence's number and case number its own; 0 … 999,999
 * @param now the case was closed a minute before
 */
export function issueRequest(
  sample: LicenceTypeSample,
  example: SampleLicence,
  serial: number,
  now: Date,
): IssueLicence {
  const today = shanghaiDateOf(now);
  return {
    licenceType: sample.definition.code,
    number: renumbered(example.licenceNumber, serial),
    caseNumber: `JC${today.replaceAll('-', '')}-${String(serial).padStart(6, '0')}`,
    itemCode: example.itemCode,
    caseClosedAt: new Date(now.getTime() - 60_000).toISOString(),
    actingOfficer: '演示经办人',
    issuedOn: today,
    ...(example.statedEndsOn ? { expiresOn: example.statedEndsOn } : {}),
    holders: example.holders.map((holder) => ({
      ...holder,
      kind: BODY_CODE_TYPES.includes(holder.codeType ?? '') ? 'legal-person' : 'natural-person',
    })),
    fields: example.values as IssueLicence['fields'],
  };
}

/** `number` with its last run of digits ending in the six digits of `serial`. */
function renumbered(number: string, serial: number): string {
  const digits = String(serial).padStart(6, '0');
  return number.replace(
    /(\d*)(\D*)$/,
    (_all, run: string, rest: string) => run.slice(0, -digits.length) + digits + rest,
  );
}
