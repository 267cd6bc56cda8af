import { createHmac } from 'node:crypto';
import { canonicalJson } from '../shared/canonical-json.ts';
import { type AuditEntry, type AuditOrigin, buildAuditEntry } from './audit-entry.ts';

const at = new Date('2026-11-23T08:00:00.123Z');
const entry: AuditEntry = {
  act: 'licence.read',
  outcome: 'succeeded',
  object: { kind: 'licence', id: '00000000-0000-4000-8000-000000000003' },
};
const origin: AuditOrigin = {
  kind: 'client',
  id: 'ABCD1234',
  unitId: '00000000-0000-4000-8000-000000000002',
  requestId: '00000000-0000-4000-8000-000000000001',
  causeId: null,
  address: '203.0.113.77',
  officer: '张三',
  caseNumber: null,
  purpose: null,
};

describe('buildAuditEntry', () => {
  it('writes canonical JSON whose projections agree with the body', () => {
    const built = buildAuditEntry(entry, origin, at);
    const body = JSON.parse(built.body.toString());
    expect(body).toMatchObject({
      v: 1,
      id: built.id,
      at: '2026-11-23T08:00:00.123Z',
      act: built.act,
      outcome: built.outcome,
      request: built.requestId,
      caller: { kind: 'client', id: built.callerId, unit: built.unitId },
      object: { kind: built.objectKind, id: built.objectId },
    });
  });

  it.each<[string, Partial<AuditEntry>]>([
    ['nothing besides', {}],
    ['every member', { code: 'ok', objectIds: ['b', 'a'], caseNumber: 'X-1', purpose: '核验 "一"' }],
    ['a detail in any order', { detail: { z: 1, '10': 'ten', '9': 'nine', a: [true, null] } }],
  ])('writes the canonical bytes of its body with %s', (_what, besides) => {
    const { body } = buildAuditEntry({ ...entry, ...besides }, { ...origin, causeId: 'job' }, at);
    expect(body.toString()).toBe(canonicalJson(JSON.parse(body.toString())));
  });

  it('keeps persons out of the body and opens each commitment by its own key', () => {
    const built = buildAuditEntry(entry, origin, at);
    expect(built.body.toString()).not.toMatch(/张三|203\.0\.113\.77/);
    const { officer } = JSON.parse(built.personal?.toString() ?? '{}');
    const opened = createHmac('sha256', Buffer.from(officer[0], 'base64url'))
      .update(officer[1])
      .digest('base64url');
    expect(JSON.parse(built.body.toString()).officer).toBe(`c1:${opened}`);
  });

  it('tames what a hostile request sends instead of failing', () => {
    const built = buildAuditEntry({ ...entry, purpose: `a\u0000\ud800${'x'.repeat(2000)}` }, origin, at);
    const { purpose } = JSON.parse(built.body.toString());
    expect(purpose).toHaveLength(512);
    expect(purpose.startsWith('a\ufffd\ufffd')).toBe(true);
  });

  it('refuses a request id that is none, for that is a fault of ours', () => {
    expect(() => buildAuditEntry(entry, { ...origin, requestId: 'x' }, at)).toThrow(TypeError);
  });
});
