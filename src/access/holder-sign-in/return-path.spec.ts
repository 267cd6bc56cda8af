import { returnPath } from './return-path.ts';

const LICENCE = '/holder/licences/5b0c2f6e-6f0c-4a7c-9f3e-6f2f0d9b0a01';

describe('the page that a sign-in leads back to', () => {
  it.each(['/holder', LICENCE])('is %s, a page of holders', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '///evil.example',
    'https:evil',
    'https://evil.example/holder',
    '\\\\evil.example',
    '/\\evil.example',
    '/holder/../../evil',
    '/holder/licences/..%2f..',
    `${LICENCE}\n`,
    `${LICENCE}/../../@evil.example`,
    '/holder?to=//evil.example',
    '/holder#//evil.example',
    '/holder@evil.example',
    '\t//evil.example',
    'javascript:alert(1)',
    '/holder/sign-in',
    '',
    undefined,
    ['/holder', '//evil.example'],
  ])('is never %j', (path) => {
    expect(returnPath(path)).toBe('/holder');
  });
});
