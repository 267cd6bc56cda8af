import { kindIn, labelIn, readFactorAnswer } from './factor-form-input.ts';

const ID = '9b2d8f3a-0000-4000-8000-000000000000';

describe('the form of a second factor', () => {
  it('holds an answer in the shape of its kind', () => {
    const of = (kind: string, answer: string) =>
      readFactorAnswer({ kind, challenge: ID, answer, certificate: 'C' });
    expect(of('totp', '123456')).toEqual({ kind: 'totp', challenge: ID, answer: '123456' });
    expect(of('webauthn', '{"id":"x"}').answer).toEqual({ id: 'x' });
    expect(of('certificate', 'S').answer).toEqual({ certificate: 'C', signature: 'S' });
  });

  it('is read without failing whatever it holds', () => {
    const wrong = { kind: ['totp'], challenge: 'x', answer: '{' };
    expect(readFactorAnswer(wrong)).toEqual({ kind: 'totp', challenge: null, answer: '{' });
    expect(readFactorAnswer({ ...wrong, kind: 'webauthn' }).answer).toBeNull();
    expect(readFactorAnswer(undefined).challenge).toBeNull();
    expect(kindIn({ kind: 'sms' })).toBeNull();
  });

  it('names a factor by what is typed, cut to what is kept', () => {
    expect(labelIn({ label: ' 办公室\u0007密钥 ' }, 'x')).toBe('办公室 密钥');
    expect(labelIn({ label: ' ' }, '安全密钥')).toBe('安全密钥');
    expect([...labelIn({ label: '𠮷'.repeat(90) }, 'x')]).toHaveLength(60);
  });
});
