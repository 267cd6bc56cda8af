import { readOfficer } from './officer-header.ts';

describe('readOfficer', () => {
  it('reads a Chinese name that is percent-encoded', () => {
    expect(readOfficer(encodeURIComponent('王建国'))).toBe('王建国');
  });

  it.each([undefined, '', '%', '%E4%BD', ' ', 'x'.repeat(101), ['a', 'b']])(
    'reads nothing out of %j',
    (header) => {
      expect(readOfficer(header)).toBeNull();
    },
  );
});
