import type { RoleCode } from '../../../src/access/authorisation/roles.ts';
import { MARKET, rowsOf, type StartedCity, sampleRequest } from '../../support/city.ts';
import { drawPdf } from '../../support/drawn-pdf.ts';
import { signedInHolder } from '../../support/holder-session.ts';
import { signedInStaff } from '../../support/staff.ts';
import type { ClosedRoute, Persona, RightsObject } from './expected-rights.ts';
import { type ClientBody, RightsClients } from './rights-clients.ts';
import { RightsStaff, type StaffBody, type StaffObject } from './rights-staff.ts';
import { RightsUnits, type UnitBody } from './rights-units.ts';

/** Another issuing unit of the same city, and a unit of one of its counties. */
const TRANSPORT = '晋城市交通运输局';
const COUNTY = '沁水县人民政府';

const ROLES: Readonly<Partial<Record<Persona, RoleCode>>> = {
  clerk: 'licence-clerk',
  reviewer: 'licence-reviewer',
  custodian: 'seal-custodian',
  approver: 'use-approver',
  window: 'window-officer',
  supervisor: 'supervisor',
  disputes: 'dispute-handler',
  'system-admin': 'system-administrator',
  'security-admin': 'security-administrator',
  'audit-admin': 'audit-administrator',
};

export type Headers = Readonly<Record<string, string>>;

/** One of ours and one of another unit, by what a path names them with. */
export interface ObjectPair {
  readonly own: string;
  readonly foreign: string;
}

/** People, systems and things that the routes are tried with. */
export class RightsWorld {
  private readonly headers = new Map<Persona, Headers>();
  private readonly strangers = new Map<Persona, Headers>();
  private serials = 5_000;
  private keys = 0;
  private readonly clients: RightsClients;
  private readonly units: RightsUnits;
  private readonly staff: RightsStaff;

  constructor(private readonly city: StartedCity) {
    this.clients = new RightsClients(city);
    this.staff = new RightsStaff(city);
    this.units = new RightsUnits(city, () => this.headersOf('system-admin'));
  }

  async people(): Promise<void> {
    for (const [persona, role] of Object.entries(ROLES) as [Persona, RoleCode][]) {
      this.headers.set(persona, (await signedInStaff(this.city, [role])).headers);
      this.strangers.set(persona, (await signedInStaff(this.city, [role], { unit: COUNTY })).headers);
    }
    await this.units.prepare();
    await this.clients.prepare();
    await this.staff.prepare();
    const [, wife] = this.request('结婚证').holders;
    this.headers.set('holder', await signedInHolder(this.city, wife));
    this.headers.set('system', {
      authorization: `Bearer ${this.city.tokens[MARKET]}`,
      'x-acting-officer': 'wang',
      'x-case-number': 'TEST-1',
    });
  }

  headersOf(persona: Persona): Headers {
    const headers = this.headers.get(persona);
    if (!headers) throw new Error(`nobody plays ${persona}`);
    return headers;
  }

  /** The same role, held in a county: its region is not the city's. */
  fromElsewhere(persona: Persona): Headers {
    return this.strangers.get(persona) ?? {};
  }

  /** New things for each call: what one caller does to them must not be what another one finds. */
  async objects(kind: RightsObject): Promise<ObjectPair> {
    if (kind === 'licence-type') return { own: this.request('营业执照').licenceType, foreign: '' };
    if (kind === 'unit') return { own: await this.units.unit(), foreign: '' };
    if (kind === 'contact') return { own: await this.units.contact(), foreign: '' };
    if (kind === 'client') return { own: await this.clients.client(), foreign: '' };
    if (kind === 'client-credential') return { own: await this.clients.credential(), foreign: '' };
    if (kind === 'client-request') return { own: await this.clients.request(), foreign: '' };
    if (isStaffObject(kind)) return { own: await this.staff.object(kind), foreign: '' };
    if (kind === 'seal') return { own: await this.seal(MARKET), foreign: await this.seal(TRANSPORT) };
    if (kind === 'licence')
      return { own: await this.licence('营业执照'), foreign: await this.licence('道路运输经营许可证') };
    if (kind === 'own-licence')
      return { own: await this.licence('结婚证'), foreign: await this.licence('营业执照') };
    const isSubmitted = kind === 'submitted-draft';
    return {
      own: await this.draft(MARKET, '营业执照', isSubmitted),
      foreign: await this.draft(TRANSPORT, '道路运输经营许可证', isSubmitted),
    };
  }

  /** Sends what `route` takes to one thing, or to none. */
  async send(route: ClosedRoute, headers: Headers, id = '', isForeign = false): Promise<Response> {
    const [method, path] = route.route.split(' ') as [string, string];
    const content = route.body ? this.bodyOf(route.body, isForeign) : undefined;
    const isForm = content instanceof FormData;
    const [first = '', second = first] = id.split('/').map(encodeURIComponent);
    const address = path
      .replace(/:(id|code)\b/, first)
      .replace(/:(contactId|credentialId|enrolmentId|sessionId)\b/, second);
    return fetch(this.city.origin + address, {
      method,
      redirect: 'manual',
      headers: {
        ...headers,
        ...(method !== 'GET' && { 'idempotency-key': `rights-${++this.keys}` }),
        ...(content !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(content !== undefined && { body: isForm ? content : JSON.stringify(content) }),
    });
  }

  private bodyOf(kind: NonNullable<ClosedRoute['body']>, isForeign: boolean): object {
    if (isClientBody(kind)) return this.clients.bodyOf(kind);
    if (isStaffBody(kind)) return this.staff.bodyOf(kind);
    if (isUnitBody(kind)) return this.units.bodyOf(kind);
    const { actingOfficer, ...content } = this.request(isForeign ? '道路运输经营许可证' : '营业执照');
    const { licenceType, number, ...rest } = content;
    const bodies = {
      act: () => ({ reason: '试验', legalBasis: '《行政许可法》', actingOfficer }),
      issue: () => ({ ...content, actingOfficer }),
      change: () => ({ ...rest, actingOfficer, reason: '变更' }),
      draft: () => ({ request: { kind: 'issue', ...content } }),
      'edited-draft': () => ({ revision: 1, request: { kind: 'issue', ...content } }),
      revision: () => ({ revision: 1 }),
      review: () => ({ revision: 1, decision: 'return', note: '试验' }),
      stamping,
    };
    return bodies[kind]();
  }

  private request(type: string) {
    return sampleRequest(type, ++this.serials, this.city.clock.now()).body;
  }

  private async licence(type: string): Promise<string> {
    const { status, body } = await this.city.issue({ type, serial: ++this.serials });
    if (status !== 201) throw new Error(`no ${type} was issued: ${JSON.stringify(body)}`);
    return body.id;
  }

  private async draft(unit: string, type: string, isSubmitted: boolean): Promise<string> {
    const { headers } = await signedInStaff(this.city, ['licence-clerk'], { unit });
    const { actingOfficer, ...content } = this.request(type);
    const body = { request: { kind: 'issue', ...content } };
    const made = await this.city.send('POST', '/api/v1/licence-drafts', { headers, body });
    const path = `/api/v1/licence-drafts/${made.body.id}/submissions`;
    if (isSubmitted) await this.city.send('POST', path, { headers, body: { revision: 1 } });
    return made.body.id;
  }

  private async seal(unit: string): Promise<string> {
    const [seal] = await rowsOf<{ code: string }>(
      this.city,
      `SELECT s.code FROM seals s JOIN units u ON u.id = s.unit_id WHERE u.name_zh = $1 ORDER BY s.created_at LIMIT 1`,
      [unit],
    );
    if (!seal) throw new Error(`${unit} has no seal`);
    return seal.code;
  }
}

const isUnitBody = (kind: NonNullable<ClosedRoute['body']>): kind is UnitBody =>
  kind.startsWith('unit') || kind === 'contact';

const isClientBody = (kind: NonNullable<ClosedRoute['body']>): kind is ClientBody =>
  kind.startsWith('client') || kind === 'empty';

const isStaffBody = (kind: NonNullable<ClosedRoute['body']>): kind is StaffBody => kind.startsWith('staff-');

const isStaffObject = (kind: RightsObject): kind is StaffObject =>
  ['account', 'enrolment', 'role-request', 'session'].includes(kind);

const CONTRACT = drawPdf({ pages: ['Contract'] }).bytes;

function stamping(): FormData {
  const form = new FormData();
  const options = {
    placements: [{ at: 'point', pages: [1], centreXMm: 100, centreYMm: 100 }],
    caseNumber: 'HT-1',
    actingOfficer: '王五',
  };
  form.set('options', JSON.stringify(options));
  form.set('file', new Blob([Buffer.from(CONTRACT)], { type: 'application/pdf' }), 'contract.pdf');
  return form;
}
