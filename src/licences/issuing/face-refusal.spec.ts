import { DomainError } from '../../shared/domain-error.ts';
import { inRequestTerms } from './face-refusal.ts';

describe('inRequestTerms', () => {
  it.each([
    ['KZ_FDDBR', 'fields/KZ_FDDBR'],
    ['KZ_MQ.name', 'fields/KZ_MQ.name'],
    ['KZ_CL/2/KZ_PH', 'fields/KZ_CL/2/KZ_PH'],
    ['holders/1/name', 'holders/1/name'],
    ['holderName', 'holders'],
    ['licenceNumber', 'number'],
    ['validity', 'validity'],
  ])('calls %s %s', (source, path) => {
    const refusal = new DomainError('invalid', 'face-refused', {
      problems: [{ path: source, code: 'does-not-fit' }],
    });
    expect((inRequestTerms(refusal) as DomainError).problems).toEqual([{ path, code: 'does-not-fit' }]);
  });

  it('leaves other errors alone', () => {
    const other = new Error('other');
    expect(inRequestTerms(other)).toBe(other);
  });
});
