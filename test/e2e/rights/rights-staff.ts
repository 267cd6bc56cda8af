import { MARKET, rowsOf, type StartedCity } from '../../support/city.ts';
import { signedInStaff } from '../../support/staff.ts';

/** What the routes that change people's accounts and roles take. */
export type StaffBody = 'staff-account' | 'staff-reason' | 'staff-role-request' | 'staff-role-decision';

/** What those routes name. */
export type StaffObject = 'account' | 'enrolment' | 'role-request' | 'session';

let accounts = 0;

/** People who have done nothing yet, made by an administrator who is none of the personas: four eyes take two. */
export class RightsStaff {
  private other: Readonly<Record<string, string>> = {};
  private unitId = '';

  constructor(private readonly city: StartedCity) {}

  async prepare(): Promise<void> {
    this.other = (await signedInStaff(this.city, ['security-administrator'])).headers;
    const [unit] = await rowsOf<{ id: string }>(this.city, 'SELECT id FROM units WHERE name_zh = $1', [
      MARKET,
    ]);
    this.unitId = unit?.id ?? '';
    await this.account();
  }

  /** As the path has it; an enrolment or session stands after its account. */
  async object(kind: StaffObject): Promise<string> {
    if (kind === 'role-request') {
      await this.account();
      return (await this.post('/api/v1/role-requests', this.bodyOf('staff-role-request'))).id;
    }
    if (kind === 'session') return this.session();
    const account = await this.account();
    if (kind === 'account') return account;
    const path = `/api/v1/staff/${account}/enrolments`;
    return `${account}/${(await this.post(path, this.bodyOf('staff-reason'))).id}`;
  }

  private async session(): Promise<string> {
    const { id } = await signedInStaff(this.city, []);
    const [session] = await rowsOf<{ id: string }>(
      this.city,
      'SELECT id FROM sessions WHERE subject_id = $1',
      [id],
    );
    return `${id}/${session?.id}`;
  }

  bodyOf(kind: StaffBody): object {
    const bodies: Readonly<Record<StaffBody, () => object>> = {
      'staff-account': () => ({ unitId: this.unitId, login: `rights.${++accounts}`, name: '试验人' }),
      'staff-reason': () => ({ reason: '试验' }),
      'staff-role-request': () => ({
        ...{
          accountId: this.latest,
          unitId: this.unitId,
          role: 'licence-clerk',
          change: 'grant',
          reason: '试验',
        },
      }),
      'staff-role-decision': () => ({ decision: 'rejected', reason: '试验' }),
    };
    return bodies[kind]();
  }

  /** The account made last: whom a request for a role is about. */
  private latest = '';

  private async account(): Promise<string> {
    this.latest = (await this.post('/api/v1/staff', this.bodyOf('staff-account'))).id;
    return this.latest;
  }

  private async post(path: string, body: object): Promise<{ readonly id: string }> {
    const answer = await this.city.send('POST', path, { headers: this.other, body });
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
