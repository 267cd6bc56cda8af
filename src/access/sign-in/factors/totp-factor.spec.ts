import { TotpFactor } from './totp-factor.ts';

/** RFC 6238 appendix B: the secret of its SHA-1 rows. */
const SECRET = Buffer.from('12345678901234567890', 'ascii');
const factor = new TotpFactor();
const stored = (counter = 0) => [
  { id: 'f', handle: null, data: { secret: SECRET.toString('base64') }, counter },
];
const at = (seconds: number) => new Date(seconds * 1000);

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at second %i is the one of RFC 6238', async (seconds, code) => {
    expect(await factor.prove(code, null, stored(), at(seconds))).toEqual({
      factorId: 'f',
      counter: Math.floor(seconds / 30),
    });
  });

  it('is good one step early or late, and no more', async () => {
    const proven = async (seconds: number) =>
      (await factor.prove('050471', null, stored(), at(seconds))) !== null;
    const step = Math.floor(1111111111 / 30) * 30;
    expect(await proven(step - 30)).toBe(true);
    expect(await proven(step - 31)).toBe(false);
    expect(await proven(step + 59)).toBe(true);
    expect(await proven(step + 60)).toBe(false);
  });

  it('is not taken for a step that was used, nor for an earlier one', async () => {
    const used = Math.floor(1111111111 / 30);
    expect(await factor.prove('050471', null, stored(used), at(1111111111))).toBeNull();
    expect(await factor.prove('081804', null, stored(used), at(1111111111))).toBeNull();
  });

  it('is read as people type it, full width and in two groups', async () => {
    expect(await factor.prove('０５０ 471', null, stored(), at(1111111111))).not.toBeNull();
  });

  it.each([undefined, null, '', '12345', '1234567', 'abcdef', 50471, ['050471'], { code: '050471' }])(
    'is not %j',
    async (answer) => {
      expect(await factor.prove(answer, null, stored(), at(1111111111))).toBeNull();
      expect(await factor.register(answer, SECRET, at(1111111111))).toBe('factor.answer-wrong');
    },
  );

  it('registers its secret with the step that proved it', async () => {
    const { kept, told } = await factor.offer({ accountId: 'a', login: 'wang', name: '王' });
    expect(kept).toHaveLength(20);
    expect(told['uri']).toMatch(/^otpauth:\/\/totp\/.*:wang\?/);
    const registered = await factor.register('050471', SECRET, at(1111111111));
    expect(registered).toMatchObject({ handle: null, counter: Math.floor(1111111111 / 30) });
  });
});
