import type { RoleCode } from '../../src/access/authorisation/roles.ts';
import { rowsOf, type StartedCity, sampleRequest, startCity } from '../support/city.ts';
import { type SignedInStaff, signedInStaff } from '../support/staff.ts';

let city: StartedCity;
let clerk: SignedInStaff;
let colleague: SignedInStaff;
let reviewer: SignedInStaff;
let serials = 900;

const PATH = '/api/v1/licence-drafts';

beforeAll(async () => {
  city = await startCity();
  clerk = await staff(['licence-clerk'], { name: '张经办' });
  colleague = await staff(['licence-clerk', 'licence-reviewer'], { name: '李同事' });
  reviewer = await staff(['licence-reviewer'], { name: '赵审核' });
}, 90_000);

afterAll(() => city?.stop());

const staff = (roles: readonly RoleCode[], of = {}) => signedInStaff(city, roles, of);

function requestOf(change: object = {}): Record<string, unknown> {
  const { actingOfficer, ...body } = sampleRequest('营业执照', ++serials, city.clock.now()).body;
  return { kind: 'issue', ...body, ...change };
}

const as = ({ headers }: SignedInStaff, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
  city.send(method as 'GET', path, { headers, body });
const make = async (by = clerk, request = requestOf()) => (await as(by, 'POST', PATH, { request })).body;
const step = (by: SignedInStaff, id: string, kind: string, body: object) =>
  as(by, 'POST', `${PATH}/${id}/${kind}`, body);

async function submitted(by = clerk, request = requestOf()): Promise<{ id: string; revision: number }> {
  const { id, revision } = await make(by, request);
  expect((await step(by, id, 'submissions', { revision })).body).toMatchObject({ state: 'submitted' });
  return { id, revision };
}

const approve = (by: SignedInStaff, { id, revision }: { id: string; revision: number }) =>
  step(by, id, 'reviews', { revision, decision: 'approve' });

describe('a draft of a licence', () => {
  it('becomes the licence that its clerk drew up when somebody else approves it', async () => {
    const draft = await submitted();
    const { status, body } = await approve(reviewer, draft);
    expect({ status, decision: body.decision }).toEqual({ status: 200, decision: 'approve' });
    const { body: verdict } = await city.send('GET', `/api/v1/verifications/token/${body.licence.token}`);
    expect(verdict.conclusion.code).toBe('valid');
    expect((await as(clerk, 'GET', `${PATH}/${draft.id}`)).body).toMatchObject({
      state: 'issued',
      licenceId: body.licence.id,
      madeBy: clerk.login,
      reviewedBy: reviewer.login,
      events: [{ type: 'made' }, { type: 'submitted' }, { type: 'approved' }, { type: 'issued' }],
    });
  });

  it('is never approved by who made it, though they are a reviewer too', async () => {
    const draft = await submitted(colleague);
    expect(await approve(colleague, draft)).toMatchObject({
      status: 403,
      body: { code: 'draft.made-by-reviewer' },
    });
    expect((await approve(reviewer, draft)).status).toBe(200);
  });

  it('is never approved by who edited it last, and the table says so too', async () => {
    const { id, revision } = await make();
    const edited = await as(colleague, 'PUT', `${PATH}/${id}`, { revision, request: requestOf() });
    expect(edited.body).toMatchObject({ revision: 2, editedBy: colleague.login });
    expect((await step(clerk, id, 'submissions', { revision: 2 })).status).toBe(200);
    expect(await approve(colleague, { id, revision: 2 })).toMatchObject({
      status: 403,
      body: { code: 'draft.edited-by-reviewer' },
    });
    await expect(
      rowsOf(city, `UPDATE licence_drafts SET state = 'approved', reviewed_by = edited_by WHERE id = $1`, [
        id,
      ]),
    ).rejects.toThrow('check constraint');
  });

  it('is not approved as something that the reviewer has not read', async () => {
    const draft = await submitted();
    await as(clerk, 'PUT', `${PATH}/${draft.id}`, { revision: draft.revision, request: requestOf() });
    expect(await approve(reviewer, draft)).toMatchObject({
      status: 409,
      body: { code: 'draft.revision-changed' },
    });
    expect(await approve(reviewer, { ...draft, revision: 2 })).toMatchObject({
      status: 409,
      body: { code: 'draft.state-forbids' },
    });
  });

  it('goes back to its clerk with the reviewer’s note', async () => {
    const draft = await submitted();
    const returned = { revision: draft.revision, decision: 'return', note: '住所与证明不符' };
    expect(await step(reviewer, draft.id, 'reviews', returned)).toMatchObject({
      status: 200,
      body: { decision: 'return', licence: null },
    });
    const { body } = await as(clerk, 'GET', `${PATH}/${draft.id}`);
    expect(body.state).toBe('draft');
    expect(body.events.at(-1)).toMatchObject({
      type: 'returned',
      note: '住所与证明不符',
      by: reviewer.login,
    });
  });

  it('is not handed over with what would be refused, and all reasons are told at once', async () => {
    const { id, revision } = await make(clerk, requestOf({ number: 'no number', issuedOn: '2099-01-01' }));
    const { status, body } = await step(clerk, id, 'submissions', { revision });
    expect(status).toBe(400);
    expect(body.code).toBe('licence.refused');
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(
      expect.arrayContaining(['issuedOn', 'number']),
    );
  });

  it('gives one licence to a reviewer who sends the approval twice at once', async () => {
    const draft = await submitted();
    const answers = await Promise.all([approve(reviewer, draft), approve(reviewer, draft)]);
    expect(answers.map(({ status }) => status)).toContain(200);
    const [row] = await rowsOf<{ state: string; licences: number }>(
      city,
      `SELECT d.state, (SELECT count(*)::int FROM issuance_requests WHERE idempotency_key = $2) AS licences
       FROM licence_drafts d WHERE d.id = $1`,
      [draft.id, `draft-${draft.id}-${draft.revision}`],
    );
    expect(row).toEqual({ state: 'issued', licences: 1 });
  });

  it('comes back from an approval that the register refuses, with the reason', async () => {
    const { body: issued } = await city.issue({ type: '营业执照' });
    const taken = await submitted(clerk, requestOf({ number: issued.number }));
    const { status, body } = await approve(reviewer, taken);
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'licence.number-taken' });
    const draft = (await as(clerk, 'GET', `${PATH}/${taken.id}`)).body;
    expect(draft).toMatchObject({ state: 'draft', reviewedBy: null });
    expect(draft.events.at(-1)).toMatchObject({ type: 'issue-refused', note: 'licence.number-taken' });
  });

  it('changes a licence as it makes one', async () => {
    const { body: issued } = await city.issue({ type: '营业执照' });
    const { licenceType, number, ...content } = requestOf();
    const request = { ...content, kind: 'change', licenceId: issued.id, reason: '变更住所' };
    const draft = await submitted(clerk, request);
    expect((await approve(reviewer, draft)).body.licence).toMatchObject({ id: issued.id, version: 2 });
  });

  it('is nobody’s business in another unit: it is not found there', async () => {
    const draft = await submitted();
    const stranger = await staff(['licence-clerk', 'licence-reviewer'], { unit: '晋城市公安局' });
    const answers = [
      await as(stranger, 'GET', `${PATH}/${draft.id}`),
      await approve(stranger, draft),
      await as(stranger, 'PUT', `${PATH}/${draft.id}`, { revision: 1, request: requestOf() }),
      await step(stranger, draft.id, 'withdrawals', { revision: 1 }),
    ];
    for (const { status, body } of answers)
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'draft.not-found' });
    expect((await as(stranger, 'GET', PATH)).body.drafts).toEqual([]);
  });

  it('is closed to those whose role does not make or check licences, and to systems', async () => {
    const auditor = await staff(['audit-administrator']);
    expect((await as(auditor, 'POST', PATH, { request: requestOf() })).status).toBe(403);
    expect((await approve(clerk, await submitted())).status).toBe(403);
    const bySystem = await city.send('POST', PATH, {
      unit: '晋城市市场监督管理局',
      body: { request: requestOf() },
    });
    expect(bySystem.status).toBe(403);
  });

  it('holds nothing readable of the persons it is about', async () => {
    const { id } = await make();
    const [row] = await rowsOf<{ text: string }>(
      city,
      `SELECT encode(request_sealed, 'escape') AS text FROM licence_drafts WHERE id = $1`,
      [id],
    );
    expect(row?.text).not.toContain('licenceType');
  });

  it('ends when its clerk withdraws it', async () => {
    const draft = await submitted();
    expect((await step(clerk, draft.id, 'withdrawals', { revision: 1 })).body.state).toBe('withdrawn');
    expect((await approve(reviewer, draft)).status).toBe(409);
  });
});
