import { isLive, type Session } from './session.ts';

const IDLE_MS = 15 * 60_000;
const session = (given: Partial<Session> = {}): Session => ({
  id: 's',
  subject: { kind: 'staff', id: 'a' },
  factors: ['password', 'totp'],
  clientPrefix: '127.0.0.0/24',
  openedAt: new Date('2026-03-02T08:00:00+08:00'),
  lastSeenAt: new Date('2026-03-02T09:00:00+08:00'),
  endsAt: new Date('2026-03-02T20:00:00+08:00'),
  endedAt: null,
  ...given,
});
const at = (time: string) => new Date(`2026-03-02T${time}+08:00`);

describe('a session', () => {
  it('lives until fifteen minutes after the last request', () => {
    expect(isLive(session(), at('09:14:59.999'), IDLE_MS)).toBe(true);
    expect(isLive(session(), at('09:15:00'), IDLE_MS)).toBe(false);
  });

  it('ends twelve hours after it was opened, however busy it is', () => {
    const busy = session({ lastSeenAt: at('19:59:59') });
    expect(isLive(busy, at('19:59:59'), IDLE_MS)).toBe(true);
    expect(isLive(busy, at('20:00:00'), IDLE_MS)).toBe(false);
  });

  it('does not come back once it was ended', () => {
    expect(isLive(session({ endedAt: at('09:00:01') }), at('09:00:02'), IDLE_MS)).toBe(false);
  });
});
