import { makeUscc } from '../../../src/shared/codes/uscc.ts';
import { rowsOf, type StartedCity } from '../../support/city.ts';

const BASIS = { effectiveOn: '2020-01-01', legalBasis: '试验' };
const NAME = { nameZh: '试验机构', nameEn: 'Unit of the test' };
let units = 0;

/** What the routes that change units take. */
export type UnitBody =
  | 'unit'
  | 'unit-name'
  | 'unit-parent'
  | 'unit-duties'
  | 'unit-telephone'
  | 'unit-end-plan'
  | 'unit-end'
  | 'contact';

/** Units that nothing hangs on, made by a system administrator. */
export class RightsUnits {
  private government = '';
  private bureau = '';

  constructor(
    private readonly city: StartedCity,
    private readonly administrator: () => Readonly<Record<string, string>>,
  ) {}

  async prepare(): Promise<void> {
    this.government = await this.idOf('晋城市人民政府');
    this.bureau = await this.idOf('晋城市行政审批服务管理局');
  }

  async unit(): Promise<string> {
    return (await this.post('/api/v1/units', this.bodyOf('unit'))).id;
  }

  /** As the path has it: the unit, then its contact. */
  async contact(): Promise<string> {
    const unit = await this.unit();
    const { id } = await this.post(`/api/v1/units/${unit}/contacts`, this.bodyOf('contact'));
    return `${unit}/${id}`;
  }

  bodyOf(kind: UnitBody): object {
    const duties = { managing: false, issuing: false, using: true };
    const end = { successorId: null, effectiveOn: '2026-01-01' };
    units += 1;
    const bodies: Readonly<Record<UnitBody, () => object>> = {
      unit: () => ({
        uscc: makeUscc('11', '140500', `MB9C${String(units).padStart(4, '0')}`),
        ...NAME,
        nameZh: `${NAME.nameZh}${units}`,
        regionCode: '140500',
        parentId: this.government,
        ...duties,
        ...BASIS,
      }),
      'unit-name': () => ({ ...NAME, nameZh: `${NAME.nameZh}更名${units}`, ...BASIS }),
      'unit-parent': () => ({ parentId: this.bureau, ...BASIS }),
      'unit-duties': () => ({ ...duties, issuing: true, ...BASIS }),
      'unit-telephone': () => ({ phone: '0356-5555555', ...BASIS }),
      'unit-end-plan': () => end,
      'unit-end': () => ({ ...end, legalBasis: BASIS.legalBasis, digest: '0'.repeat(64) }),
      contact: () => ({ name: '试验人', duty: '试验', telephone: '0356-5555556' }),
    };
    return bodies[kind]();
  }

  private async post(path: string, body: object): Promise<{ readonly id: string }> {
    const answer = await this.city.send('POST', path, { headers: this.administrator(), body });
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  private async idOf(name: string): Promise<string> {
    const [row] = await rowsOf<{ id: string }>(this.city, 'SELECT id FROM units WHERE name_zh = $1', [name]);
    if (!row) throw new Error(`no unit is called ${name}`);
    return row.id;
  }
}
