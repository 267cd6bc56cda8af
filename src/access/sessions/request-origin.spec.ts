import { isUnsafe, requestOrigin } from './request-origin.ts';

const OURS = 'https://zz.example.cn';

describe('where a request comes from', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, 'own'],
    [{ 'sec-fetch-site': 'none' }, 'own'],
    [{ 'sec-fetch-site': 'same-site' }, 'foreign'],
    [{ 'sec-fetch-site': 'cross-site', origin: OURS }, 'foreign'],
    [{ 'sec-fetch-site': 'same-origin, same-origin' }, 'foreign'],
    [{ origin: OURS }, 'own'],
    [{ origin: 'null' }, 'foreign'],
    [{ origin: `${OURS}.attacker.example` }, 'foreign'],
    [{ origin: 'http://zz.example.cn' }, 'foreign'],
    [{ referer: `${OURS}/staff` }, 'unsaid'],
    [{}, 'unsaid'],
  ] as const)('is by %j: %s', (headers, origin) => {
    expect(requestOrigin(headers, OURS)).toBe(origin);
  });

  it('matters for every method but those that only read', () => {
    expect(['GET', 'HEAD', 'OPTIONS'].filter(isUnsafe)).toEqual([]);
    expect(['POST', 'PUT', 'PATCH', 'DELETE', 'get'].filter(isUnsafe)).toHaveLength(5);
  });
});
