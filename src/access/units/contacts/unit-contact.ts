import type { CanonicalValue } from '../../../shared/canonical-json.ts';

/** Whom to speak to at a unit; personal data, kept sealed. */
export interface ContactPerson {
  readonly [member: string]: CanonicalValue;
  readonly name: string;
  /** What they are responsible for: 证照制发, 系统运维 … */
  readonly duty: string;
  readonly telephone: string;
}

/** A contact of a unit, opened. */
export interface UnitContact {
  readonly id: string;
  readonly person: ContactPerson;
  readonly addedAt: Date;
  readonly endedAt: Date | null;
}

/** True when both are the same person in the same duty under the same number. */
export const isSamePerson = (left: ContactPerson, right: ContactPerson): boolean =>
  left.name === right.name && left.duty === right.duty && left.telephone === right.telephone;
