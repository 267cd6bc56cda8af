import { type VisibilityKey, visibleFields } from './visible-fields.ts';

describe('visibleFields', () => {
  it.each<[VisibilityKey, 'public-register' | 'personal', string]>([
    ['identifier-alone', 'public-register', ''],
    ['identifier-alone', 'personal', ''],
    ['identifier-and-name', 'public-register', 'identifier number dates holders publicFields'],
    ['identifier-and-name', 'personal', 'identifier number dates holders publicFields'],
    ['number', 'public-register', 'identifier number dates holders publicFields'],
    ['number', 'personal', 'identifier number dates holders publicFields'],
    ['token', 'public-register', 'identifier number dates holders publicFields'],
    ['token', 'personal', ''],
    ['statement', 'public-register', 'dates holders'],
    ['statement', 'personal', 'dates holders'],
    ['file', 'public-register', 'identifier number dates holders publicFields'],
    ['file', 'personal', 'identifier number dates holders publicFields'],
  ])('shows by %s of a %s type exactly: %s', (key, publicClass, shown) => {
    const fields = visibleFields(key, publicClass);
    const names = Object.entries(fields).flatMap(([name, isShown]) => (isShown ? [name] : []));
    expect(names.join(' ')).toBe(shown);
  });
});
