import { displayChoice } from './display-preference.ts';

describe('displayChoice', () => {
  it('is Chinese first at normal size for who has chosen nothing, and sets no cookie', () => {
    expect(displayChoice({}, undefined)).toEqual({ display: { first: 'zh', large: false }, setCookie: null });
  });

  it('remembers a choice made by the address beside what the cookie had', () => {
    const { display, setCookie } = displayChoice({ size: 'large' }, 'a=b; display=en-normal');
    expect(display).toEqual({ first: 'en', large: true });
    expect(setCookie).toMatch(/^display=en-large; Path=\/; .*HttpOnly$/);
  });

  it.each([{ lang: 'fr' }, { lang: ['en', 'zh'] }, { size: '<script>' }])('passes over %o', (query) => {
    expect(displayChoice(query, 'display=xx-huge').display).toEqual({ first: 'zh', large: false });
  });
});
