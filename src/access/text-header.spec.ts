import { readTextHeader } from './text-header.ts';

describe('readTextHeader', () => {
  it('reads a Chinese name that is percent-encoded', () => {
    expect(readTextHeader(encodeURIComponent('王建国'))).toBe('王建国');
  });

  it.each([undefined, '', '%', '%E4%BD', ' ', 'x'.repeat(201), ['a', 'b']])(
    'reads nothing out of %j',
    (header) => {
      expect(readTextHeader(header)).toBeNull();
    },
  );
});
